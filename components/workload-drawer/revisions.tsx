import type { WorkloadDetail } from "#lib/workloads/schemas";
import { Card } from "../ui/card.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { Dash, RelativeTime } from "../ui/relative-time.tsx";
import { shortImage } from "../ui/short-image.ts";
import { Table, Td, Th, Tr } from "../ui/table.tsx";

/** What was rolled out before, newest first. */
export function Revisions({ revisions }: { revisions: WorkloadDetail["revisions"] }) {
  return (
    <Card>
      <Table aria-label="Rollouts">
        <thead>
          <tr>
            <Th numeric>Revision</Th>
            <Th className="w-full">Images</Th>
            <Th numeric>Ready</Th>
            <Th numeric>Created</Th>
          </tr>
        </thead>
        <tbody>
          {revisions.map((revision) => (
            <Tr key={revision.name}>
              <Td numeric>{revision.revision ?? <Dash reason="The ReplicaSet has no revision" />}</Td>
              <Td className="max-w-64">
                {revision.images.map((image) => (
                  <Copyable key={image} text={image} shown={shortImage(image)} what="image" className="flex" />
                ))}
              </Td>
              <Td numeric className="whitespace-nowrap">
                {revision.desired === 0 ? (
                  <span className="text-ink-3">scaled down</span>
                ) : (
                  `${revision.ready} of ${revision.desired}`
                )}
              </Td>
              <Td numeric>
                <RelativeTime at={revision.createdAt} className="text-ink-3" />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
