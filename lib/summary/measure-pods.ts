import type { PodMetricsRow, PodRow } from "#lib/kubernetes/types/rows";

/** CPU in millicores, memory in bytes. */
export type MeasuredPod = { readonly pod: PodRow; readonly cpu: number; readonly memory: number };

/**
 * The pods that can use something at all (a container runs), and those of them whose use is known. Figures of pods that
 * are gone do not count. Pure.
 * @param usageOf undefined where nothing is measured
 */
export function measurePods(
  pods: readonly PodRow[],
  usageOf: ((pod: PodRow) => PodMetricsRow | undefined) | undefined,
): { readonly running: readonly PodRow[]; readonly measured: readonly MeasuredPod[] } {
  const running = pods.filter(({ containers }) => containers.some(({ state }) => state === "running"));
  const measured = running.flatMap((pod): MeasuredPod[] => {
    const { cpu, memory } = usageOf?.(pod) ?? {};
    return cpu === undefined || memory === undefined ? [] : [{ pod, cpu, memory }];
  });
  return { running, measured };
}
