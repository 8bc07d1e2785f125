import type { ServiceBackend } from "#lib/kubernetes/kinds/derive-service-verdict";
import type { PodRow, ServiceRow } from "#lib/kubernetes/types/rows";
import { templateOf } from "./below-of.ts";
import type { PartState } from "./read-part.ts";
import type { SeenWorkload } from "./read-workloads.ts";
import type { WorkloadFacts } from "./workload-facts.ts";

/** Finds the workloads behind a service; undefined when they cannot be known. */
export type BackendsOf = (service: ServiceRow) => readonly ServiceBackend[] | undefined;

/**
 * Looks for the workloads behind services of one namespace, as far as the viewer may see. Rows of pods have no labels:
 * a pod of no known template may be selected by any service, so nothing is said to select no pod beside one.
 */
export function collectBackends(
  workloads: readonly Pick<SeenWorkload, "facts" | "row">[],
  pods: { readonly state: PartState; readonly rows: readonly PodRow[] },
): BackendsOf {
  const templated = workloads.filter(({ facts }) => templateOf(facts) !== undefined);
  const known = new Set(templated.flatMap(({ facts }) => facts.pods.map((pod) => pod.uid)));
  const complete = pods.state === "live" || pods.state === "stale";
  const unknown = !complete || pods.rows.some((pod) => runs(pod) && !known.has(pod.uid));
  return (service) => {
    const found = templated.filter(({ facts }) => selectsPodsOf(service, facts)).map(toBackend);
    return found.length === 0 && unknown ? undefined : found;
  };
}

/** A service selects a pod when all pairs of its selector are among the pod's labels; an empty one selects none. */
export function selectsPodsOf({ selector }: ServiceRow, facts: WorkloadFacts): boolean {
  const labels = templateOf(facts)?.labels;
  const pairs = Object.entries(selector ?? {});
  return labels !== undefined && pairs.length > 0 && pairs.every(([key, value]) => labels[key] === value);
}

function toBackend({ facts, row }: Pick<SeenWorkload, "facts" | "row">): ServiceBackend {
  const base = { name: facts.row.name, starting: row.verdict.level === "progressing" };
  switch (facts.kind) {
    case "Deployment":
    case "StatefulSet":
    case "DaemonSet":
      return { ...base, ready: facts.row.ready, wanted: facts.row.desired };
    default: {
      const running = facts.pods.filter(runs);
      return { ...base, ready: running.filter((pod) => pod.ready).length, wanted: running.length };
    }
  }
}

function runs({ phase, deletedAt }: PodRow): boolean {
  return phase !== "Succeeded" && phase !== "Failed" && deletedAt === undefined;
}
