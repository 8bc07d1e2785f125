import type { ContainerRow } from "../types/container-row.ts";
import type { EventRow, PodRow } from "../types/rows.ts";
import { condenseMessage } from "./condense-message.ts";
import { containerName } from "./container-problem.ts";
import { formatDuration } from "./format-duration.ts";
import { type PodProblem, plainProblem } from "./pod-problem.ts";
import { STARTING_SECONDS } from "./verdict-context.ts";

const PROBE = /^(Readiness|Startup|Liveness) probe (?:failed|errored(?: and resulted in \w+ state)?): (.*)$/s;

/** A container that runs but does not answer its probes. */
export function readinessProblem(
  pod: PodRow,
  container: ContainerRow,
  warnings: readonly EventRow[],
  now: number,
): PodProblem | undefined {
  if (container.state !== "running" || container.ready || container.role === "init") return undefined;
  const running = now - (container.startedAt ?? pod.startedAt ?? pod.createdAt);
  const name = containerName(container);
  const failed = warnings.find(
    (event) => event.reason === "Unhealthy" && PROBE.test(event.message) && isAbout(event, container),
  );
  const match = failed && PROBE.exec(failed.message);
  const starting = running <= STARTING_SECONDS;
  if (!match) {
    if (starting)
      return plainProblem(
        "starting",
        "Starting",
        "progressing",
        `${name} started ${formatDuration(running)} ago`,
        container.startedAt,
      );
    const head = `${name} has run for ${formatDuration(running)} but is not ready`;
    return plainProblem("not-ready", "Not ready", "degraded", head, container.startedAt);
  }
  const head = `${name} is not ready: ${match[1]?.toLowerCase()} probe failed, ${explainProbe(match[2] ?? "")}`;
  const problem = plainProblem("not-ready", "Not ready", starting ? "progressing" : "degraded", head, failed.firstAt);
  const { count, firstAt, lastAt } = failed;
  return count > 1 ? { ...problem, tail: `${count} times in ${formatDuration(lastAt - firstAt)}` } : problem;
}

/** The kubelet names the container; an event without a name may be about any. */
function isAbout(event: EventRow, { name }: ContainerRow): boolean {
  return event.container === undefined || event.container === name;
}

function explainProbe(message: string): string {
  const status = /statuscode: (\d+)/.exec(message);
  if (status) return `HTTP status ${status[1]}`;
  if (/connection refused/.test(message)) return "connection refused";
  if (/context deadline exceeded|timed? ?out/i.test(message)) return "no answer in time";
  return condenseMessage(message) || "no reason given";
}
