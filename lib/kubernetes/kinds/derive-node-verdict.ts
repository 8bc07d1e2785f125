import type { ConditionRow, NodeRow } from "../types/rows.ts";
import type { Verdict } from "../types/verdict.ts";
import { condenseMessage } from "./condense-message.ts";
import { formatDuration } from "./format-duration.ts";
import { makeVerdict } from "./make-verdict.ts";
import type { VerdictContext } from "./verdict-context.ts";

const PRESSURES: Readonly<Record<string, string>> = {
  MemoryPressure: "is low on memory",
  DiskPressure: "is low on disk",
  PIDPressure: "has too many processes",
  NetworkUnavailable: "has no network",
};

/** Judges one node by its conditions, worst first. Pure. */
export function deriveNodeVerdict(node: NodeRow, { now }: VerdictContext): Verdict {
  const name = `\`${node.name}\``;
  const ready = node.conditions.find((one) => one.type === "Ready");
  if (!ready) return makeVerdict("unknown", "Unknown", `${name} has not reported yet`, { cause: "node-unknown" });
  const { since } = ready;
  if (ready.status !== "True") {
    const time = since === undefined ? "" : ` for ${formatDuration(now - since)}`;
    if (ready.status === "Unknown") {
      return makeVerdict("failing", "Unreachable", `${name} has not reported${time}`, {
        cause: "node-unreachable",
        since,
      });
    }
    const why = ready.message ? `: ${condenseMessage(ready.message)}` : "";
    return makeVerdict("failing", "Not ready", `${name} ${time ? "has not been" : "is not"} ready${time}${why}`, {
      cause: "node-not-ready",
      since,
    });
  }
  const pressed = node.conditions.filter((one) => one.status === "True" && Object.hasOwn(PRESSURES, one.type));
  if (pressed[0]) return pressureVerdict(name, pressed, pressed[0]);
  if (node.unschedulable) {
    return makeVerdict("idle", "Cordoned", `${name} is ready but cordoned: it takes no new pods`, {
      cause: "cordoned",
    });
  }
  return makeVerdict("healthy", "Ready", `${name} is ready`, { since });
}

function pressureVerdict(name: string, pressed: readonly ConditionRow[], first: ConditionRow): Verdict {
  const what = pressed.map((one) => PRESSURES[one.type]).join(" and ");
  const cause = pressed.some((one) => one.type === "NetworkUnavailable") ? "node-network" : "node-pressure";
  return makeVerdict("degraded", cause === "node-network" ? "No network" : "Under pressure", `${name} ${what}`, {
    cause,
    since: first.since,
  });
}
