import type { EventRow } from "../types/rows.ts";
import { condenseMessage } from "./condense-message.ts";
import { explainMissingConfig } from "./explain-start-error.ts";
import { type PodProblem, plainProblem } from "./pod-problem.ts";
import { STARTING_SECONDS } from "./verdict-context.ts";

/** What the kubelet does with a pod whose volumes and network are there. */
const AFTER_SETUP = /^(Pulling|Pulled|Created|Started)$/;

/**
 * What keeps a scheduled pod from creating its containers, as its recent events say, newest first: volumes, network.
 * First attempts often fail while something else is still being made, so for a minute that is no failure.
 */
export function volumeProblem(events: readonly EventRow[], now: number): PodProblem | undefined {
  const passed = events.find((event) => AFTER_SETUP.test(event.reason))?.lastAt ?? -Infinity;
  const warnings = events.filter((event) => event.type === "Warning" && event.lastAt > passed);
  const problem = setupProblem(warnings);
  const isNew = problem?.since !== undefined && now - problem.since <= STARTING_SECONDS;
  return problem && isNew ? { ...problem, level: "progressing" } : problem;
}

function setupProblem(warnings: readonly EventRow[]): PodProblem | undefined {
  const mount = warnings.find(
    (event) => event.reason === "FailedMount" && !/^Unable to attach or mount/.test(event.message),
  );
  const event = mount ?? warnings.find((one) => one.reason === "FailedAttachVolume" || one.reason === "FailedMount");
  if (event) return explainVolume(event);
  const sandbox = warnings.find((one) => one.reason === "FailedCreatePodSandBox" || one.reason === "NetworkNotReady");
  if (!sandbox) return undefined;
  const head = `the pod's network could not be set up: ${condenseMessage(sandbox.message)}`;
  return plainProblem("network", "No network", "failing", head, sandbox.firstAt);
}

function explainVolume(event: EventRow): PodProblem {
  const { message, firstAt } = event;
  const name = /volume "([^"]+)"/i.exec(message)?.[1] ?? /unmounted volumes=\[([^\]\s,]+)/.exec(message)?.[1];
  const volume = name ? `volume \`${name}\`` : "a volume";
  const missing = explainMissingConfig(message);
  if (missing) {
    return plainProblem(
      "config-missing",
      "Config missing",
      "failing",
      `${volume} cannot be mounted: ${missing}`,
      firstAt,
    );
  }
  return plainProblem("volume", "Volume not mounted", "failing", `${volume} ${explain(message)}`, firstAt);
}

function explain(message: string): string {
  const used = /already used by pod\(s\) ([^\s,]+)/.exec(message)?.[1];
  if (/Multi-Attach error/.test(message)) {
    return used ? `is still attached to the node of pod \`${used}\`` : "is still attached to another node";
  }
  const claim = /persistentvolumeclaim "([^"]+)" not found/.exec(message)?.[1];
  if (claim) return `cannot be mounted: the volume claim \`${claim}\` does not exist`;
  if (/timed out waiting for the condition|context deadline exceeded/.test(message)) return "was not mounted in time";
  return `cannot be mounted: ${condenseMessage(message.replace(/^.*?failed for volume "[^"]+" ?: /, ""))}`;
}
