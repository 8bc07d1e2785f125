import type { PodMetricsRow } from "../types/rows.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { parseAmount, parseQuantity } from "./parse-quantity.ts";
import { fieldsOf, listOf, timeOf } from "./read-fields.ts";
import { readMeta } from "./read-meta.ts";

/**
 * https://kubernetes.io/docs/tasks/debug/debug-cluster/resource-metrics-pipeline/: no watch, no resource version, and
 * figures that the kubelets give every 15 to 60 s.
 */
export const POD_METRICS: KindDefinition<"PodMetrics"> = {
  kind: "PodMetrics",
  group: "metrics.k8s.io",
  version: "v1beta1",
  resource: "pods",
  namespaced: true,
  metadataOnly: false,
  pollMs: 60_000,
  project: projectPodMetrics,
};

function projectPodMetrics(object: unknown, intern: Intern): PodMetricsRow | undefined {
  const meta = readMeta(object, intern);
  if (!meta) return undefined;
  const usages = listOf(fieldsOf(object).containers).map((container) => fieldsOf(fieldsOf(container).usage));
  return {
    ...meta,
    createdAt: timeOf(fieldsOf(object).timestamp) ?? meta.createdAt,
    // Not rounded up to whole millicores as requests are: idle pods would add up to cores that nobody uses.
    cpu: sumAll(usages.map(({ cpu }) => parseQuantity(cpu, 3))),
    memory: sumAll(usages.map(({ memory }) => parseAmount(memory))),
  };
}

/** A pod of which one container has no figure has none: a part would look like the whole. */
function sumAll(values: readonly (number | undefined)[]): number | undefined {
  if (values.length === 0) return undefined;
  return values.reduce((sum, value) => (sum === undefined || value === undefined ? undefined : sum + value));
}
