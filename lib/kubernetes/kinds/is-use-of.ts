import type { PodMetricsRow, PodRow } from "../types/rows.ts";

/** Whether figures are those of this pod, and not of one of the same name before it (a StatefulSet's). */
export function isUseOf(metrics: Pick<PodMetricsRow, "createdAt">, pod: Pick<PodRow, "createdAt">): boolean {
  // A server that does not say when it measured is believed.
  return metrics.createdAt === 0 || metrics.createdAt >= pod.createdAt;
}
