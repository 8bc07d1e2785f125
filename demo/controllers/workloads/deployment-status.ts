import type { Condition } from "../../types/object.ts";
import type { Deployment, ReplicaSet } from "../../types/workloads.ts";
import { timestamp } from "../../util/time.ts";
import { conditionOf, withCondition, withoutCondition } from "../helpers.ts";
import { fenceposts } from "./deployment-plan.ts";

type Counts = { replicas: number; updated: number; ready: number; available: number };

function countsOf(fresh: ReplicaSet | undefined, all: readonly ReplicaSet[]): Counts {
  const sum = (value: (set: ReplicaSet) => number | undefined): number =>
    all.reduce((total, set) => total + (value(set) ?? 0), 0);
  return {
    replicas: sum((set) => set.status.replicas),
    updated: fresh?.status.replicas ?? 0,
    ready: sum((set) => set.status.readyReplicas),
    available: sum((set) => set.status.availableReplicas),
  };
}

const isComplete = ({ spec }: Deployment, { updated, replicas, available }: Counts): boolean =>
  updated === spec.replicas && replicas === spec.replicas && available === spec.replicas;

function madeProgress({ status }: Deployment, { updated, ready, available, replicas }: Counts): boolean {
  const old = (status.replicas ?? 0) - (status.updatedReplicas ?? 0);
  return (
    updated > (status.updatedReplicas ?? 0) ||
    replicas - updated < old ||
    ready > (status.readyReplicas ?? 0) ||
    available > (status.availableReplicas ?? 0)
  );
}

function availability(deployment: Deployment, { available }: Counts, now: string): Condition {
  const enough = available >= deployment.spec.replicas - fenceposts(deployment).unavailable;
  return {
    type: "Available",
    status: enough ? "True" : "False",
    reason: enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
    message: enough ? "Deployment has minimum availability." : "Deployment does not have minimum availability.",
    lastUpdateTime: now,
    lastTransitionTime: now,
  };
}

function progress(
  deployment: Deployment,
  fresh: ReplicaSet | undefined,
  counts: Counts,
  now: number,
): Condition | undefined {
  const current = conditionOf(deployment.status.conditions, "Progressing");
  const make = (status: "True" | "False", reason: string, message: string): Condition => ({
    type: "Progressing",
    status,
    reason,
    message,
    lastUpdateTime: timestamp(now),
    lastTransitionTime: timestamp(now),
  });
  const name = fresh?.metadata.name ?? deployment.metadata.name;
  if (isComplete(deployment, counts)) {
    if (current?.reason === "NewReplicaSetAvailable") return current;
    return make("True", "NewReplicaSetAvailable", `ReplicaSet "${name}" has successfully progressed.`);
  }
  if (current?.reason === "NewReplicaSetAvailable" && counts.updated === deployment.spec.replicas) return current;
  if (madeProgress(deployment, counts))
    return make("True", "ReplicaSetUpdated", `ReplicaSet "${name}" is progressing.`);
  const since = Date.parse(current?.lastUpdateTime ?? timestamp(now));
  if (
    current &&
    current.reason !== "NewReplicaSetAvailable" &&
    since + deployment.spec.progressDeadlineSeconds * 1000 < now
  ) {
    return current.status === "False"
      ? current
      : make("False", "ProgressDeadlineExceeded", `ReplicaSet "${name}" has timed out progressing.`);
  }
  return current;
}

/** The status of a Deployment from its ReplicaSets, with the controller's own reasons and sentences. */
export function deploymentStatus(
  deployment: Deployment,
  fresh: ReplicaSet | undefined,
  all: readonly ReplicaSet[],
  now: number,
): Deployment["status"] {
  const counts = countsOf(fresh, all);
  let conditions = withAvailability(deployment.status.conditions, availability(deployment, counts, timestamp(now)));
  const progressing = progress(deployment, fresh, counts, now);
  if (progressing) conditions = withCondition(conditions, progressing);
  const failure = [fresh, ...all].flatMap((set) => conditionOf(set?.status.conditions, "ReplicaFailure") ?? [])[0];
  conditions = failure
    ? withCondition(conditions, { ...failure, lastUpdateTime: failure.lastTransitionTime })
    : withoutCondition(conditions, "ReplicaFailure");
  const positive = (name: string, value: number) => (value > 0 ? { [name]: value } : {});
  return {
    observedGeneration: deployment.metadata.generation ?? 1,
    ...positive("replicas", counts.replicas),
    ...positive("updatedReplicas", counts.updated),
    ...positive("readyReplicas", counts.ready),
    ...positive("availableReplicas", counts.available),
    ...positive("unavailableReplicas", deployment.spec.replicas - counts.available),
    conditions,
  };
}

/** An unchanged availability keeps its times. */
function withAvailability(conditions: readonly Condition[] | undefined, next: Condition): Condition[] {
  const old = conditionOf(conditions, "Available");
  return old && old.status === next.status ? [...(conditions ?? [])] : withCondition(conditions, next);
}
