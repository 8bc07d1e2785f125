import { derivePodVerdict } from "#lib/kubernetes/kinds/derive-pod-verdict";
import type { VerdictContext } from "#lib/kubernetes/kinds/verdict-context";
import type { ContainerRow } from "#lib/kubernetes/types/container-row";
import type { PodRow } from "#lib/kubernetes/types/rows";
import type { ContainerDetail, PodDetail } from "./schemas.ts";
import { toVerdict } from "./to-workload-row.ts";

/** @param revision of the rollout that made it */
export function toPodDetail(
  pod: PodRow,
  context: VerdictContext,
  { revision, usageOf }: { revision: string | undefined; usageOf: (pod: PodRow) => PodDetail["used"] },
): PodDetail {
  return {
    key: pod.uid,
    name: pod.name,
    node: pod.node,
    phase: pod.phase,
    verdict: toVerdict(derivePodVerdict(pod, context)),
    restarts: pod.containers.reduce((sum, container) => sum + container.restarts, 0),
    createdAt: pod.createdAt,
    revision,
    containers: pod.containers.map(toContainer),
    cpuRequest: pod.cpuRequest,
    memoryRequest: pod.memoryRequest,
    used: usageOf(pod),
  };
}

/** Field by field: what is added to the cached row does not leave by itself. */
function toContainer(container: ContainerRow): ContainerDetail {
  const { name, image, role, ready, state, reason, message, exitCode, startedAt, finishedAt, restarts } = container;
  const { lastReason, lastExitCode, lastFinishedAt, cpuRequest, cpuLimit, memoryRequest, memoryLimit } = container;
  return {
    ...{ name, image, role, ready, state, reason, message, exitCode, startedAt, finishedAt, restarts },
    ...{ lastReason, lastExitCode, lastFinishedAt, cpuRequest, cpuLimit, memoryRequest, memoryLimit },
  };
}
