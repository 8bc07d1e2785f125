import type { EventDetail } from "#lib/workloads/schemas";
import { Card } from "../ui/card.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Status } from "../ui/status.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";

/** What the cluster reported, newest first. */
export function EventList({ events }: { events: readonly EventDetail[] }) {
  return (
    <Card>
      <Table aria-label="Events">
        <thead>
          <tr>
            <Th>Type</Th>
            <Th>Reason</Th>
            <Th className="w-full">Message</Th>
            <Th numeric>Times</Th>
            <Th numeric>Last</Th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <Tr key={event.key}>
              <Td>
                <Status level={event.type === "Warning" ? "degraded" : "idle"} label={event.type} />
              </Td>
              <Td className="font-medium">{event.reason}</Td>
              <Td className="min-w-64">
                <span className="break-words">{event.message}</span>
                <span className="block text-ink-3 text-small">
                  {event.regardingKind} <span className="mono">{event.regardingName}</span>
                  {event.source && ` · ${event.source}`}
                </span>
              </Td>
              <Td numeric>{event.count}</Td>
              <Td numeric>
                <RelativeTime at={event.lastAt} className="text-ink-3" />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
