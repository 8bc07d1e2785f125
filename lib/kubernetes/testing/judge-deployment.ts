import { DEPLOYMENT } from "../kinds/deployment.ts";
import { deriveDeploymentVerdict } from "../kinds/derive-deployment-verdict.ts";
import { REPLICA_SET } from "../kinds/replica-set.ts";
import type { ReplicaSetRow } from "../types/rows.ts";
import type { Verdict } from "../types/verdict.ts";
import { condition, object, ownedBy } from "./objects.ts";
import { context, ok, type PodInput, podRows, row } from "./pod-states.ts";

type Json = Record<string, unknown>;

export const complete = condition(
  "Progressing",
  "True",
  "NewReplicaSetAvailable",
  'ReplicaSet "checkout-1" has successfully progressed.',
  3600,
);
export const moving = condition(
  "Progressing",
  "True",
  "ReplicaSetUpdated",
  'ReplicaSet "checkout-2" is progressing.',
  30,
);
export const stuck = condition(
  "Progressing",
  "False",
  "ProgressDeadlineExceeded",
  'ReplicaSet "checkout-2" has timed out progressing.',
  60,
);
export const quota = condition(
  "ReplicaFailure",
  "True",
  "FailedCreate",
  'pods "checkout-x" is forbidden: exceeded quota: team-quota, requested: requests.nvidia.com/gpu=2, used: requests.nvidia.com/gpu=4, limited: requests.nvidia.com/gpu=4',
  2280,
);

export type Counts = { desired?: number; ready?: number; updated?: number; replicas?: number; available?: number };
export type Case = Counts & {
  conditions?: Json[];
  spec?: Json;
  metadata?: Json;
  sets?: Json[];
  pods?: PodInput[];
  events?: Json[];
  age?: number;
};

/** A ReplicaSet of the deployment; its revision is in its name. */
export function set(
  revision: number,
  desired: number,
  replicas: number,
  more: { tag?: string; conditions?: Json[] } = {},
): Json {
  return object("ReplicaSet", `checkout-${revision}`, {
    metadata: {
      annotations: { "deployment.kubernetes.io/revision": String(revision) },
      ...ownedBy("Deployment", "checkout"),
    },
    spec: {
      replicas: desired,
      template: { spec: { containers: [{ name: "api", image: `pay/api:${more.tag ?? `${revision}.0.0`}` }] } },
    },
    status: { replicas, conditions: more.conditions ?? [] },
  });
}

/** Projects a Deployment with its ReplicaSets, pods and events, and judges it. */
export function judgeDeployment(input: Case): Verdict {
  const { desired = 3, ready = 3, updated = desired, replicas = desired, conditions = [complete] } = input;
  const deploymentRow = row(
    DEPLOYMENT.project,
    object("Deployment", "checkout", {
      age: input.age ?? 86_400,
      metadata: { generation: 7, ...input.metadata },
      spec: { replicas: desired, ...input.spec },
      status: {
        observedGeneration: 7,
        replicas,
        updatedReplicas: updated,
        readyReplicas: ready,
        availableReplicas: input.available ?? ready,
        conditions,
      },
    }),
  );
  const replicaSets = (input.sets ?? [set(1, desired, replicas)]).map(
    (one): ReplicaSetRow => row(REPLICA_SET.project, one),
  );
  return deriveDeploymentVerdict(
    { deployment: deploymentRow, replicaSets, pods: podRows(input.pods ?? [ok, ok, ok]) },
    context(input.events),
  );
}

/** Half way between two ReplicaSets. */
export const rollout = (updated: number, more: Case = {}): Case => ({
  updated,
  replicas: 4,
  conditions: [moving],
  sets: [set(1, 3 - updated + 1, 3), set(2, updated, updated)],
  ...more,
});
