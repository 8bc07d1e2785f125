import type { PodRow } from "../types/rows.ts";
import { formatDuration } from "./format-duration.ts";
import { type PodProblem, plainProblem } from "./pod-problem.ts";
import { recentWarnings, type VerdictContext } from "./verdict-context.ts";

/**
 * Why a pod is not ready although nothing is wrong with its containers. The Ready condition tells: the kubelet gives it
 * a reason; the node lifecycle controller takes readiness from the pods of a silent node without one.
 */
export function unreadyProblem(pod: PodRow, context: VerdictContext): PodProblem | undefined {
  const main = pod.containers.filter(({ role }) => role === "main");
  if (pod.ready || main.some(({ state }) => state === "terminated")) return undefined;
  const { reason, message = "", since } = pod.unready ?? {};
  if (reason === "ReadinessGatesNotReady") {
    const gate = /readiness gate "([^"]+)"/.exec(message)?.[1];
    const head = `${gate ? `the readiness gate \`${gate}\`` : "a readiness gate"} is not met, although all containers are ready`;
    return plainProblem("readiness-gate", "Not ready", "degraded", head, since);
  }
  if (pod.unready && reason === undefined && pod.node !== undefined) return silentNode(pod, pod.node, context);
  const time = since === undefined ? "" : ` for ${formatDuration(context.now - since)}`;
  const head = `the pod ${time ? "has not been" : "is not"} ready${time}${reason ? ` (\`${reason}\`)` : ""}, although all containers are`;
  return plainProblem("not-ready", "Not ready", "degraded", head, since);
}

function silentNode(pod: PodRow, node: string, context: VerdictContext): PodProblem {
  const since = pod.unready?.since;
  const time = since === undefined ? undefined : formatDuration(context.now - since);
  if (recentWarnings(context, pod.uid).some((event) => event.reason === "NodeNotReady")) {
    const head = `its node \`${node}\` ${time ? `has not been ready for ${time}` : "is not ready"}`;
    return plainProblem("node-lost", "Node lost", "failing", head, since);
  }
  const marked = `the pod was marked not ready${time ? ` ${time} ago` : ""}`;
  const head = `its node \`${node}\` may have stopped reporting: ${marked}, its containers were ready when last heard of`;
  return plainProblem("not-ready", "Not ready", "degraded", head, since);
}
