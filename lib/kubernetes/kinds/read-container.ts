import type { ContainerEnd, ContainerRow, ContainerState } from "../types/container-row.ts";
import type { Intern } from "./kind-definition.ts";
import { parseAmount, parseCpu } from "./parse-quantity.ts";
import { countOf, type Fields, fieldsOf, messageOf, nameOf, numberOf, timeOf } from "./read-fields.ts";

/** One container of a pod: its spec joined with its status, which may not exist yet. */
export function readContainer(spec: Fields, status: Fields, role: ContainerRow["role"], intern: Intern): ContainerRow {
  const [state, now] = presentState(fieldsOf(status.state));
  const last = fieldsOf(fieldsOf(status.lastState).terminated);
  const { requests, limits } = fieldsOf(spec.resources);
  const asked = fieldsOf(requests);
  const most = fieldsOf(limits);
  return {
    name: nameOf(spec.name ?? status.name, intern) ?? "",
    image: nameOf(spec.image ?? status.image, intern) ?? "",
    role,
    ready: status.ready === true,
    state,
    reason: nameOf(now.reason, intern),
    message: messageOf(now.message, intern),
    exitCode: numberOf(now.exitCode),
    startedAt: timeOf(now.startedAt),
    finishedAt: timeOf(now.finishedAt),
    restarts: countOf(status.restartCount),
    lastReason: nameOf(last.reason, intern),
    lastExitCode: numberOf(last.exitCode),
    lastFinishedAt: timeOf(last.finishedAt),
    ends: lastEnd(state, countOf(status.restartCount), last, intern),
    cpuRequest: parseCpu(asked.cpu),
    cpuLimit: parseCpu(most.cpu),
    memoryRequest: parseAmount(asked.memory),
    memoryLimit: parseAmount(most.memory),
  };
}

/**
 * The end that the object still shows. A container that waits for its next start has ended once more than it was
 * restarted.
 */
function lastEnd(
  state: ContainerState,
  restarts: number,
  last: Fields,
  intern: Intern,
): readonly ContainerEnd[] | undefined {
  const at = timeOf(last.finishedAt);
  if (at === undefined) return undefined;
  return [{ at, reason: nameOf(last.reason, intern), ordinal: state === "waiting" ? restarts + 1 : restarts }];
}

/** The API sets exactly one of the three; none means that the kubelet has not reported yet. */
function presentState(state: Fields): [ContainerState, Fields] {
  if (state.running) return ["running", fieldsOf(state.running)];
  if (state.terminated) return ["terminated", fieldsOf(state.terminated)];
  if (state.waiting) return ["waiting", fieldsOf(state.waiting)];
  return ["unknown", {}];
}
