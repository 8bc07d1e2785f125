import type { PodRow } from "#lib/kubernetes/types/rows";
import type { WorkloadFacts } from "./workload-facts.ts";

export type SetFacts = WorkloadFacts & { kind: "StatefulSet" | "DaemonSet" };

/** What pods of one revision have in common. */
export type Revision = {
  /** Their `controller-revision-hash`. */
  readonly hash: string | undefined;
  /** Epoch seconds: when the oldest of them was made. */
  readonly since: number;
  readonly appVersion: string | undefined;
  readonly images: readonly string[];
};

/**
 * The revisions that pods of a StatefulSet or DaemonSet were made from: the newest first. That is the one a StatefulSet
 * names, once it has a pod; a DaemonSet names none, but makes every pod from its newest.
 */
export function deriveRevisions(facts: SetFacts): Revision[] {
  const named = facts.kind === "StatefulSet" ? facts.row.updateRevision : undefined;
  const newestFirst = facts.pods.toSorted((a, b) => b.createdAt - a.createdAt);
  const groups = [...Map.groupBy(newestFirst, (pod) => pod.revisionHash)];
  groups.sort(([a], [b]) => Number(b === named) - Number(a === named));
  return groups.map(([hash, pods]) => toRevision(hash, pods));
}

function toRevision(hash: string | undefined, newestFirst: readonly PodRow[]): Revision {
  const [pod] = newestFirst;
  const images = pod?.containers.filter(({ role }) => role === "main").map(({ image }) => image) ?? [];
  return { hash, since: newestFirst.at(-1)?.createdAt ?? 0, appVersion: pod?.appVersion, images };
}
