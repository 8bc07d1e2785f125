import type { ClusterPlatform } from "#lib/clusters/schemas";
import { Badge } from "../ui/badge.tsx";
import { Card, CardSection } from "../ui/card.tsx";
import { Dash } from "../ui/relative-time.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";

type WatchedKind = ClusterPlatform["caches"][number];

const TONE: Readonly<Record<string, "healthy" | "degraded">> = { live: "healthy", stale: "degraded" };

/** Why there is no number of rows. */
const NO_ROWS: Readonly<Record<string, string>> = {
  starting: "The list has not arrived yet",
  forbidden: "The credential may not list it",
  unsupported: "The cluster does not serve it",
};

/** What is watched of a cluster, and how each list stands. */
export function WatchedKinds({ caches }: { caches: readonly WatchedKind[] }) {
  if (caches.length === 0) return null;
  return (
    <Card>
      <CardSection title="What is watched">
        <div className="-mx-3">
          <Table aria-label="Watched kinds">
            <thead>
              <tr>
                <Th>Kind</Th>
                <Th>State</Th>
                <Th numeric>Rows</Th>
              </tr>
            </thead>
            <tbody>
              {caches.map((cache) => (
                <Tr key={cache.kind}>
                  <Td className="py-1">{cache.kind}</Td>
                  <Td className="py-1" title={cache.message}>
                    <Badge tone={TONE[cache.state] ?? "neutral"}>{cache.state}</Badge>
                  </Td>
                  <Td numeric className="py-1">
                    <Rows cache={cache} />
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        </div>
      </CardSection>
    </Card>
  );
}

function Rows({ cache: { state, rows } }: { cache: WatchedKind }) {
  const reason = NO_ROWS[state];
  return reason === undefined ? rows.toLocaleString("en-US") : <Dash reason={reason} />;
}
