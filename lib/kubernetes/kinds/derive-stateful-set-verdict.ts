import type { PodRow, StatefulSetRow } from "../types/rows.ts";
import type { Verdict } from "../types/verdict.ts";
import { imageTag } from "./image-tag.ts";
import { countWord, makeVerdict } from "./make-verdict.ts";
import { refusedByEvents } from "./refused-by-events.ts";
import { replicaVerdict } from "./replica-verdict.ts";
import { terminatingVerdict } from "./terminating-verdict.ts";
import type { VerdictContext } from "./verdict-context.ts";
import { worstProblem } from "./worst-problem.ts";

export type StatefulSetFacts = { readonly statefulSet: StatefulSetRow; readonly pods: readonly PodRow[] };

/** Judges a StatefulSet with its pods. Pure. */
export function deriveStatefulSetVerdict({ statefulSet, pods }: StatefulSetFacts, context: VerdictContext): Verdict {
  const { desired, ready, updated, replicas } = statefulSet;
  const leaving = terminatingVerdict(statefulSet, context);
  if (leaving) return leaving;
  if (desired === 0 && replicas > 0) {
    return makeVerdict("progressing", "Scaling down", `Scaling to zero, ${countWord(replicas, "pod")} left`, {
      cause: "scaling",
    });
  }
  if (desired === 0)
    return makeVerdict("idle", "Scaled to zero", "Scaled to zero: no pod is wanted", { cause: "scaled-to-zero" });
  if (statefulSet.observedGeneration < statefulSet.generation) {
    return makeVerdict("progressing", "Pending", "The controller has not seen the last change yet", {
      cause: "not-observed",
    });
  }
  const refused = replicas < desired ? refusedByEvents(statefulSet.uid, context) : undefined;
  return replicaVerdict({
    unit: "replica",
    desired,
    ready,
    updated,
    available: statefulSet.available,
    rolling: isRolling(statefulSet),
    stalled: false,
    version: statefulSet.appVersion ?? imageTag(statefulSet.images[0]),
    problem: refused ? [refused] : worstProblem(pods, context, ready < desired ? "recent" : "none"),
    age: context.now - statefulSet.createdAt,
    since: undefined,
  });
}

/** Pods below the partition, and all of them with OnDelete, keep the old revision on purpose. */
function isRolling({
  currentRevision,
  updateRevision,
  updated,
  desired,
  partition,
  strategy,
}: StatefulSetRow): boolean {
  if (strategy === "OnDelete" || updateRevision === undefined || currentRevision === updateRevision) return false;
  return updated < Math.max(0, desired - (partition ?? 0));
}
