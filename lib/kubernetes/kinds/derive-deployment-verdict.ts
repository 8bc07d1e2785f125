import type { ConditionRow, DeploymentRow, PodRow, ReplicaSetRow } from "../types/rows.ts";
import type { Verdict } from "../types/verdict.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { imageTag } from "./image-tag.ts";
import { countWord, makeVerdict } from "./make-verdict.ts";
import type { PodProblem } from "./pod-problem.ts";
import { refusedByEvents } from "./refused-by-events.ts";
import { replicaVerdict } from "./replica-verdict.ts";
import { terminatingVerdict } from "./terminating-verdict.ts";
import type { VerdictContext } from "./verdict-context.ts";
import { worstProblem } from "./worst-problem.ts";

export type DeploymentFacts = {
  readonly deployment: DeploymentRow;
  /** Those it controls. */
  readonly replicaSets: readonly ReplicaSetRow[];
  /** Those that its ReplicaSets control. */
  readonly pods: readonly PodRow[];
};

/** Judges a Deployment with its ReplicaSets and pods. Pure. */
export function deriveDeploymentVerdict(facts: DeploymentFacts, context: VerdictContext): Verdict {
  const { deployment, pods } = facts;
  const { desired, ready, updated, available, conditions } = deployment;
  const leaving = terminatingVerdict(deployment, context);
  if (leaving) return leaving;
  if (desired === 0) return scaledToZero(deployment);
  if (deployment.observedGeneration < deployment.generation) {
    return makeVerdict("progressing", "Pending", "The controller has not seen the last change yet", {
      cause: "not-observed",
    });
  }
  const newest = newestReplicaSet(facts.replicaSets);
  const rolling = isRolling(facts);
  const progressing = condition(conditions, "Progressing");
  const refused = refusal(facts, newest, context);
  const short = ready < desired || rolling;
  const problem = refused && short ? [refused] : worstProblem(pods, context, ready < desired ? "recent" : "none");
  const verdict = replicaVerdict({
    unit: "replica",
    desired,
    ready,
    updated,
    available,
    rolling,
    stalled:
      (short || available < desired) &&
      progressing?.status === "False" &&
      progressing.reason === "ProgressDeadlineExceeded",
    version: newest?.appVersion ?? imageTag(newest?.images[0]),
    problem,
    age: context.now - deployment.createdAt,
    since: condition(conditions, rolling ? "Progressing" : "Available")?.since,
  });
  return deployment.paused ? withPause(verdict, deployment) : verdict;
}

function scaledToZero({ replicas }: DeploymentRow): Verdict {
  if (replicas === 0)
    return makeVerdict("idle", "Scaled to zero", "Scaled to zero: no pod is wanted", { cause: "scaled-to-zero" });
  return makeVerdict("progressing", "Scaling down", `Scaling to zero, ${countWord(replicas, "pod")} left`, {
    cause: "scaling",
  });
}

/** A paused rollout is a choice; what is wrong with its pods is not. */
function withPause(verdict: Verdict, { ready, desired, updated }: DeploymentRow): Verdict {
  if (verdict.level !== "healthy" && verdict.level !== "progressing") return verdict;
  const pending = updated < desired ? `, ${updated} updated` : "";
  const sentence = `Rollouts are paused; ${ready} of ${countWord(desired, "replica")} ready${pending}`;
  return makeVerdict("idle", "Paused", sentence, { cause: "paused" });
}

/**
 * Once a rollout is complete its Progressing condition says so until the next one begins; pods that are lost later are
 * no rollout. Without the condition (no progress deadline) the numbers decide.
 */
function isRolling({ deployment, replicaSets }: DeploymentFacts): boolean {
  const { desired, updated, replicas, conditions } = deployment;
  if (condition(conditions, "Progressing")?.reason === "NewReplicaSetAvailable") return replicas > updated;
  const newest = newestReplicaSet(replicaSets);
  const old = replicaSets.some((set) => set !== newest && (set.replicas > 0 || set.desired > 0));
  return old && (updated < desired || replicas > updated || deployment.available < desired);
}

function newestReplicaSet(replicaSets: readonly ReplicaSetRow[]): ReplicaSetRow | undefined {
  return replicaSets.toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0) || b.createdAt - a.createdAt)[0];
}

function refusal(
  { deployment, replicaSets }: DeploymentFacts,
  newest: ReplicaSetRow | undefined,
  context: VerdictContext,
): PodProblem | undefined {
  const owners = [...(newest ? [newest] : []), ...replicaSets.filter((set) => set !== newest), deployment];
  for (const owner of owners) {
    const failure = condition(owner.conditions, "ReplicaFailure");
    if (failure?.status === "True" && failure.message) return explainRefusal(failure.message, failure.since);
  }
  return newest && newest.replicas < newest.desired ? refusedByEvents(newest.uid, context) : undefined;
}

function condition(conditions: readonly ConditionRow[], type: string): ConditionRow | undefined {
  return conditions.find((one) => one.type === type);
}
