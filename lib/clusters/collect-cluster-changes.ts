import type { Context } from "#lib/context";
import { collectNodeFacts } from "./collect-node-facts.ts";
import type { ClusterChange } from "./schemas.ts";
import type { ClusterSight } from "./to-cluster-row.ts";

const DAY = 86_400_000;
const SHOWN = 8;

/** What a platform engineer did, by the audit log's action; others are not changes of a cluster. */
const DONE: Readonly<Record<string, string>> = {
  "cluster.register": "Registered",
  "cluster.pause": "Paused",
  "cluster.resume": "Resumed",
  "cluster.update": "Details changed",
  "cluster.remove": "Removed",
  "cluster.credential.rotate": "Credential rotated",
  "cluster.credential.abort": "Rotation of the credential undone",
};

/** The last day of the fleet, newest first: what people did to clusters and which nodes stopped being ready. */
export async function collectClusterChanges(ctx: Context, clusters: readonly ClusterSight[]): Promise<ClusterChange[]> {
  const now = ctx.runtime.clock.now();
  const events = await ctx.runtime.db.prisma.auditEvent.findMany({
    where: { action: { in: Object.keys(DONE) }, result: "succeeded", at: { gt: new Date(now - DAY) } },
    orderBy: { seq: "desc" },
    take: SHOWN,
    select: { id: true, at: true, action: true, actorName: true, targetName: true },
  });
  const done = events.map((event) => ({
    key: event.id,
    at: event.at.getTime(),
    cluster: event.targetName,
    sentence: `${DONE[event.action]} by ${event.actorName}`,
  }));
  const nodes = clusters.flatMap((cluster) => nodeChanges(cluster, now));
  return [...done, ...nodes].toSorted((a, b) => b.at - a.at).slice(0, SHOWN);
}

function nodeChanges({ record, nodes }: ClusterSight, now: number): ClusterChange[] {
  const down = collectNodeFacts(nodes ?? []).notReady;
  return down.flatMap((node) => {
    const at = (node.since ?? 0) * 1000;
    if (at < now - DAY || node.name === undefined) return [];
    const because = node.because === undefined ? "" : `: ${node.because}`;
    return [
      {
        key: `${record.id}/${node.name}`,
        at,
        cluster: record.slug,
        sentence: `Node \`${node.name}\` not ready${because}`,
      },
    ];
  });
}
