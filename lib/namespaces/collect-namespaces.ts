import type { ClusterFreshness } from "#lib/http/answer";
import type { NamespaceRow, ResourceQuotaRow } from "#lib/kubernetes/types/rows";
import { beingRead } from "#lib/workloads/being-read";
import { compareText, levelRank } from "#lib/workloads/format";
import type { ClusterRows } from "#lib/workloads/read-cluster-rows";
import type { WorkloadRow } from "#lib/workloads/schemas";
import { toQuotaUse } from "#lib/workloads/to-quota-use";
import type { NamespaceListRow } from "./schemas.ts";

/** What is known of one cluster's namespaces. */
export type NamespaceFacts = {
  readonly cluster: Pick<ClusterRows, "place" | "freshness">;
  /** Empty where the credential may not list namespaces: then only those with workloads or quotas are known. */
  readonly namespaces: readonly NamespaceRow[];
  readonly workloads: readonly WorkloadRow[];
  readonly quotas: readonly ResourceQuotaRow[];
};

const EMPTY: NamespaceListRow["verdict"] = { level: "idle", label: "Empty", sentence: "Nothing runs here." };
const UNLISTED: NamespaceListRow["verdict"] = {
  ...{ level: "unknown", label: "Not known", cause: "forbidden" },
  sentence: "What runs here cannot be listed.",
};

/** One line for each namespace of a cluster, judged by the worst of its workloads. Pure. */
export function collectNamespaces(facts: NamespaceFacts): NamespaceListRow[] {
  const workloads = Map.groupBy(facts.workloads, (row) => row.namespace);
  const quotas = Map.groupBy(facts.quotas, (quota) => quota.namespace);
  const known = new Map(facts.namespaces.map((row) => [row.name, row]));
  const names = new Set([...known.keys(), ...workloads.keys(), ...quotas.keys()]);
  return [...names].map((name) =>
    toRow(facts.cluster, name, known.get(name), workloads.get(name) ?? [], quotas.get(name) ?? []),
  );
}

function toRow(
  { place, freshness }: NamespaceFacts["cluster"],
  name: string,
  row: NamespaceRow | undefined,
  workloads: readonly WorkloadRow[],
  quotas: readonly ResourceQuotaRow[],
): NamespaceListRow {
  const sum = (value: (workload: WorkloadRow) => number) => workloads.reduce((total, one) => total + value(one), 0);
  return {
    key: `${place.id}/${name}`,
    cluster: place.slug,
    namespace: name,
    environment: place.environment,
    phase: row?.phase ?? "Unknown",
    verdict: verdictOf(row, workloads, freshness),
    stale: freshness.state !== "live",
    workloads: workloads.length,
    attention: workloads.filter(({ verdict }) => levelRank(verdict.level) <= levelRank("degraded")).length,
    pods: sum((workload) => workload.pods),
    restarts: sum((workload) => workload.restarts),
    cpuRequest: sum((workload) => workload.cpuRequest),
    memoryRequest: sum((workload) => workload.memoryRequest),
    gpuRequest: sum((workload) => workload.gpuRequest),
    quotas: quotas.flatMap((quota) => quota.items.map((item) => toQuotaUse(quota.name, item))),
    createdAt: row?.createdAt,
  };
}

function verdictOf(
  row: NamespaceRow | undefined,
  workloads: readonly WorkloadRow[],
  { slug, state }: ClusterFreshness,
): NamespaceListRow["verdict"] {
  if (row?.deletedAt !== undefined) {
    const sentence = "The namespace is being deleted.";
    return { level: "progressing", label: "Terminating", sentence, cause: "terminating", since: row.deletedAt };
  }
  if (state === "starting") return beingRead(slug);
  const worst = workloads.reduce<WorkloadRow | undefined>(
    (found, one) => (found && levelRank(found.verdict.level) <= levelRank(one.verdict.level) ? found : one),
    undefined,
  );
  if (!worst) return state === "forbidden" || state === "unsupported" ? UNLISTED : EMPTY;
  const { verdict, name } = worst;
  if (levelRank(verdict.level) >= levelRank("healthy")) {
    const count = workloads.length === 1 ? "1 workload is" : `All ${workloads.length} workloads are`;
    return { ...verdict, sentence: `${count} ${verdict.level === "idle" ? "idle" : "well"}.` };
  }
  return { ...verdict, sentence: `\`${name}\`: ${verdict.sentence}` };
}

/** Worst first, then by place. */
export function compareNamespaces(a: NamespaceListRow, b: NamespaceListRow): number {
  return (
    levelRank(a.verdict.level) - levelRank(b.verdict.level) ||
    compareText(a.namespace, b.namespace) ||
    compareText(a.cluster, b.cluster)
  );
}
