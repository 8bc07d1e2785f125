import type { ClusterDetail } from "#lib/clusters/schemas";
import { Badge } from "../ui/badge.tsx";
import { Card, CardSection } from "../ui/card.tsx";
import { Sentence } from "../ui/sentence.tsx";
import { Status } from "../ui/status.tsx";
import { VerdictCard } from "../workloads/verdict-card.tsx";
import { ClusterFacts } from "./facts.tsx";
import { BusiestNodes, LargestNamespaces } from "./largest.tsx";

/** The verdict with its reason, the figures, and the nodes that need somebody. */
export function OverviewTab({ detail }: { detail: ClusterDetail }) {
  const { cluster, items } = detail;
  const troubled = items.filter((node) => node.verdict.level === "failing" || node.verdict.level === "degraded");
  const stale = cluster.freshness.state !== "live";
  return (
    <div className="grid gap-3">
      {cluster.verdict.level !== "healthy" && <VerdictCard verdict={cluster.verdict} evidence={[]} stale={stale} />}
      <ClusterFacts row={cluster} />
      {troubled.length > 0 && (
        <Card>
          <CardSection title="Nodes that need somebody">
            <ul className="grid gap-1.5 text-table">
              {troubled.map((node) => (
                <li key={node.key} className="grid gap-x-3 sm:grid-cols-[150px_minmax(0,1fr)]">
                  <Status level={node.verdict.level} label={node.verdict.label} />
                  <Sentence text={node.verdict.sentence} />
                </li>
              ))}
            </ul>
          </CardSection>
        </Card>
      )}
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <LargestNamespaces detail={detail} />
        <BusiestNodes detail={detail} />
      </div>
      <Versions detail={detail} />
      {cluster.groups.length > 0 && (
        <p className="flex flex-wrap items-center gap-1.5 text-ink-2 text-table">
          In
          {cluster.groups.map((group) => (
            <Badge key={group.slug}>{group.name}</Badge>
          ))}
        </p>
      )}
    </div>
  );
}

/** Which kubelet versions run, when they differ: an upgrade under way or forgotten. */
function Versions({ detail: { items } }: { detail: ClusterDetail }) {
  const counts = new Map<string, number>();
  for (const { version = "unknown" } of items) counts.set(version, (counts.get(version) ?? 0) + 1);
  if (counts.size < 2) return null;
  const sorted = [...counts].toSorted((a, b) => b[1] - a[1]);
  return (
    <Card>
      <CardSection title="Kubelet versions">
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-table">
          {sorted.map(([version, count]) => (
            <li key={version}>
              <span className="mono">{version}</span> <span className="nums text-ink-2">on {count} nodes</span>
            </li>
          ))}
        </ul>
      </CardSection>
    </Card>
  );
}
