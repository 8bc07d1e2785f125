import Link from "next/link";
import { shareOf } from "#lib/clusters/format";
import type { ClusterDetail } from "#lib/clusters/schemas";
import { formatBytes, formatCpu } from "#lib/core/format-quantity";
import { ShareBar } from "../clusters/share-bar.tsx";
import { Card, CardSection } from "../ui/card.tsx";
import { Meter } from "../ui/meter.tsx";

const SHOWN = 6;

/** Where the requests of the cluster go: the namespaces that ask for most CPU. */
export function LargestNamespaces({ detail: { cluster, namespaces } }: { detail: ClusterDetail }) {
  const known = namespaces.flatMap(({ name, cpuRequest, memoryRequest = 0 }) =>
    cpuRequest === undefined ? [] : [{ name, cpuRequest, memoryRequest }],
  );
  const largest = known.toSorted((a, b) => b.cpuRequest - a.cpuRequest).slice(0, SHOWN);
  const most = largest[0]?.cpuRequest ?? 0;
  if (most === 0) return null;
  return (
    <Card>
      <CardSection title={`Largest namespaces, of ${namespaces.length}`}>
        <ul className="grid gap-2 text-table">
          {largest.map((namespace) => (
            <li
              key={namespace.name}
              className="grid grid-cols-[minmax(0,9rem)_minmax(0,1fr)_4.5rem] sm:grid-cols-[minmax(0,9rem)_minmax(0,1fr)_8.5rem] items-center gap-3"
            >
              <Link
                href={`/namespaces/${cluster.slug}/${namespace.name}`}
                prefetch={false}
                className="truncate rounded-sm font-medium hover:underline"
              >
                {namespace.name}
              </Link>
              <Meter
                label={`CPU requested in ${namespace.name}`}
                value={namespace.cpuRequest}
                max={cluster.cpu.requested || most}
                hotFrom={2}
              />
              <span className="nums text-right text-ink-2 text-small">
                {formatCpu(namespace.cpuRequest)}
                <span className="max-sm:hidden"> · {formatBytes(namespace.memoryRequest)}</span>
              </span>
            </li>
          ))}
        </ul>
        <p className="mt-2 text-ink-3 text-small">
          CPU and memory that their pods request, as a share of all requests.
        </p>
      </CardSection>
    </Card>
  );
}

/** The nodes with the largest share of their CPU requested: where the next pod may not fit. */
export function BusiestNodes({ detail: { cluster, items } }: { detail: ClusterDetail }) {
  const known = items.filter((node) => shareOf(node.cpu) !== undefined);
  const busiest = known.toSorted((a, b) => (shareOf(b.cpu) ?? 0) - (shareOf(a.cpu) ?? 0)).slice(0, SHOWN);
  if (busiest.length === 0) return null;
  return (
    <Card>
      <CardSection title={`Fullest nodes, of ${items.length}`}>
        <div className="grid gap-2 text-table">
          <div className="grid grid-cols-[minmax(0,9rem)_minmax(0,1fr)_minmax(0,1fr)] gap-3 text-ink-3 text-small">
            <span>Node</span>
            <span>CPU requested</span>
            <span>Memory requested</span>
          </div>
          {busiest.map((node) => (
            <div
              key={node.key}
              className="grid grid-cols-[minmax(0,9rem)_minmax(0,1fr)_minmax(0,1fr)] items-center gap-3"
            >
              <Link
                href={`/clusters/${cluster.slug}?tab=nodes&node=${node.name}`}
                prefetch={false}
                className="mono truncate rounded-sm hover:underline"
              >
                {node.name}
              </Link>
              <ShareBar label={`CPU requested on ${node.name}`} capacity={node.cpu} reason="Not listed yet" />
              <ShareBar label={`Memory requested on ${node.name}`} capacity={node.memory} reason="Not listed yet" />
            </div>
          ))}
        </div>
      </CardSection>
    </Card>
  );
}
