import type { DaemonSetRow, PodRow } from "../types/rows.ts";
import type { Verdict } from "../types/verdict.ts";
import { imageTag } from "./image-tag.ts";
import { makeVerdict } from "./make-verdict.ts";
import { refusedByEvents } from "./refused-by-events.ts";
import { replicaVerdict } from "./replica-verdict.ts";
import { terminatingVerdict } from "./terminating-verdict.ts";
import type { VerdictContext } from "./verdict-context.ts";
import { worstProblem } from "./worst-problem.ts";

export type DaemonSetFacts = { readonly daemonSet: DaemonSetRow; readonly pods: readonly PodRow[] };

/** Judges a DaemonSet with its pods: one wanted on each matching node. Pure. */
export function deriveDaemonSetVerdict({ daemonSet, pods }: DaemonSetFacts, context: VerdictContext): Verdict {
  const { desired, ready, updated, current } = daemonSet;
  const leaving = terminatingVerdict(daemonSet, context);
  if (leaving) return leaving;
  if (daemonSet.observedGeneration < daemonSet.generation) {
    return makeVerdict("progressing", "Pending", "The controller has not seen the last change yet", {
      cause: "not-observed",
    });
  }
  if (desired === 0)
    return makeVerdict("idle", "No node", "No node matches, so no pod is wanted", { cause: "no-node" });
  const refused = current < desired ? refusedByEvents(daemonSet.uid, context) : undefined;
  return replicaVerdict({
    unit: "node",
    desired,
    ready,
    updated,
    available: desired - daemonSet.unavailable,
    rolling: daemonSet.strategy !== "OnDelete" && updated < desired && current >= desired,
    stalled: false,
    version: daemonSet.appVersion ?? imageTag(daemonSet.images[0]),
    problem: refused ? [refused] : worstProblem(pods, context, ready < desired ? "recent" : "none"),
    age: context.now - daemonSet.createdAt,
    since: undefined,
  });
}
