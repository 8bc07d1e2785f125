import { describe, expect, test } from "vitest";
import {
  ago,
  asIs,
  condition,
  eventObject,
  NOW,
  object,
  ownedBy,
  podObject,
  running,
  terminated,
  waiting,
} from "../testing/objects.ts";
import type { EventRow, JobRow, PodRow, ReplicaSetRow } from "../types/rows.ts";
import { CRON_JOB } from "./cron-job.ts";
import { DAEMON_SET } from "./daemon-set.ts";
import { DEPLOYMENT } from "./deployment.ts";
import { deriveCronJobVerdict } from "./derive-cron-job-verdict.ts";
import { deriveDaemonSetVerdict } from "./derive-daemon-set-verdict.ts";
import { deriveDeploymentVerdict } from "./derive-deployment-verdict.ts";
import { deriveJobVerdict } from "./derive-job-verdict.ts";
import { deriveStatefulSetVerdict } from "./derive-stateful-set-verdict.ts";
import { EVENT } from "./event.ts";
import { JOB } from "./job.ts";
import { POD } from "./pod.ts";
import { REPLICA_SET } from "./replica-set.ts";
import { STATEFUL_SET } from "./stateful-set.ts";

type Json = Record<string, unknown>;
type PodInput = Parameters<typeof podObject>[0];

function row<Row>(project: (object: unknown, intern: typeof asIs) => Row | undefined, from: unknown): Row {
  const found = project(from, asIs);
  if (found === undefined) throw new Error("no row");
  return found;
}

const podRows = (pods: PodInput[], owner?: { kind: string; name: string; uid: string }): PodRow[] =>
  pods.map((pod, at) => row(POD.project, podObject({ name: `p${at}`, ...(owner ? { owner } : {}), ...pod })));

const context = (events: Json[] = []) => {
  const rows = events.map((event): EventRow => row(EVENT.project, event));
  return { now: NOW, eventsOf: (uid: string) => rows.filter((event) => event.regardingUid === uid) };
};

const ok: PodInput = {};
const oom: PodInput = {
  ready: false,
  containers: [
    { limit: "256Mi", restarts: 4, state: waiting("CrashLoopBackOff"), last: terminated(137, "OOMKilled", 30) },
  ],
};
const crash = (restarts: number): PodInput => ({
  ready: false,
  containers: [{ restarts, state: waiting("CrashLoopBackOff"), last: terminated(1, "Error", 30) }],
});
const badImage: PodInput = {
  phase: "Pending",
  ready: false,
  containers: [
    {
      image: "pay/api:3.0.0",
      state: waiting("ImagePullBackOff", 'Back-off pulling image "pay/api:3.0.0": ErrImagePull: not found'),
    },
  ],
};
const starting: PodInput = {
  phase: "Pending",
  ready: false,
  age: 8,
  containers: [{ state: waiting("ContainerCreating") }],
};
const unschedulable: PodInput = {
  phase: "Pending",
  ready: false,
  containers: [{}],
  unschedulable:
    "0/4 nodes are available: 4 Insufficient cpu. preemption: 0/4 nodes are available: 4 No preemption victims found for incoming pod.",
};
const evicted: PodInput = {
  phase: "Failed",
  ready: false,
  containers: [{}],
  status: { phase: "Failed", reason: "Evicted", message: "The node was low on resource: memory." },
};

const complete = condition(
  "Progressing",
  "True",
  "NewReplicaSetAvailable",
  'ReplicaSet "checkout-1" has successfully progressed.',
  3600,
);
const moving = condition("Progressing", "True", "ReplicaSetUpdated", 'ReplicaSet "checkout-2" is progressing.', 30);
const stuck = condition(
  "Progressing",
  "False",
  "ProgressDeadlineExceeded",
  'ReplicaSet "checkout-2" has timed out progressing.',
  60,
);
const quota = condition(
  "ReplicaFailure",
  "True",
  "FailedCreate",
  'pods "checkout-x" is forbidden: exceeded quota: team-quota, requested: requests.nvidia.com/gpu=2, used: requests.nvidia.com/gpu=4, limited: requests.nvidia.com/gpu=4',
  2280,
);

type Counts = { desired?: number; ready?: number; updated?: number; replicas?: number };
type Case = Counts & {
  conditions?: Json[];
  spec?: Json;
  metadata?: Json;
  sets?: Json[];
  pods?: PodInput[];
  events?: Json[];
  age?: number;
};

function set(
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

function deployment(input: Case) {
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
        availableReplicas: ready,
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

const rollout = (updated: number, more: Case = {}): Case => ({
  updated,
  replicas: 4,
  conditions: [moving],
  sets: [set(1, 3 - updated + 1, 3), set(2, updated, updated)],
  ...more,
});

describe("Deployment", () => {
  const cases: [string, Case, string, string, string | undefined, string][] = [
    ["healthy", {}, "healthy", "Healthy", undefined, "3 of 3 replicas ready."],
    ["one replica", { desired: 1, ready: 1, pods: [ok] }, "healthy", "Healthy", undefined, "1 of 1 replica ready."],
    [
      "scaled to zero",
      { desired: 0, ready: 0, pods: [] },
      "idle",
      "Scaled to zero",
      "scaled-to-zero",
      "Scaled to zero: no pod is wanted.",
    ],
    [
      "scaling to zero",
      { desired: 0, ready: 2, replicas: 2, pods: [] },
      "progressing",
      "Scaling down",
      "scaling",
      "Scaling to zero, 2 pods left.",
    ],
    [
      "not yet observed",
      { metadata: { generation: 8 } },
      "progressing",
      "Pending",
      "not-observed",
      "The controller has not seen the last change yet.",
    ],
    [
      "being deleted",
      { metadata: { deletionTimestamp: ago(0) } },
      "progressing",
      "Terminating",
      "terminating",
      "It is being deleted.",
    ],
    [
      "one OOM",
      { ready: 2, pods: [ok, ok, oom] },
      "failing",
      "OOM-killed",
      "oom-killed",
      "2 of 3 replicas ready: container `api` was OOM-killed (limit 256Mi), 4 restarts in 12 min.",
    ],
    [
      "all crash",
      { ready: 0, pods: [crash(4), crash(5), crash(3)] },
      "failing",
      "Crash loop",
      "crash-loop",
      "0 of 3 replicas ready: container `api` keeps crashing: exit code 1, 12 restarts across 3 pods in 12 min.",
    ],
    [
      "worse and more first",
      { ready: 0, pods: [starting, crash(2), crash(1)] },
      "failing",
      "Crash loop",
      "crash-loop",
      "0 of 3 replicas ready: container `api` keeps crashing: exit code 1, 3 restarts across 2 pods in 12 min.",
    ],
    [
      "a pod does not fit",
      { ready: 2, pods: [ok, ok, unschedulable] },
      "failing",
      "Not schedulable",
      "unschedulable",
      "2 of 3 replicas ready: 0 of 4 nodes fit: 4 have too little cpu.",
    ],
    [
      "no pod fits",
      { ready: 0, pods: [unschedulable, unschedulable, unschedulable] },
      "failing",
      "Not schedulable",
      "unschedulable",
      "0 of 3 replicas ready: 0 of 4 nodes fit: 4 have too little cpu (3 pods).",
    ],
    [
      "not ready",
      { ready: 2, pods: [ok, ok, { ready: false, containers: [{ state: running(300) }] }] },
      "degraded",
      "Not ready",
      "not-ready",
      "2 of 3 replicas ready: container `api` has run for 5 min but is not ready.",
    ],
    [
      "none ready",
      { ready: 0, pods: [{ ready: false, containers: [{ state: running(300) }] }] },
      "failing",
      "Not ready",
      "not-ready",
      "0 of 3 replicas ready: container `api` has run for 5 min but is not ready.",
    ],
    [
      "a replacement starts",
      { ready: 2, pods: [ok, ok, starting] },
      "progressing",
      "Starting",
      "starting",
      "2 of 3 replicas ready: 1 container not created after 8 s.",
    ],
    [
      "restarted a moment ago",
      {
        pods: [
          ok,
          ok,
          { containers: [{ ready: true, restarts: 1, state: running(60), last: terminated(137, "OOMKilled", 61) }] },
        ],
      },
      "degraded",
      "OOM-killed",
      "oom-killed",
      "3 of 3 replicas ready: container `api` was OOM-killed (limit 256Mi), 1 restart in 12 min.".replace(
        "limit 256Mi",
        "no memory limit",
      ),
    ],
    [
      "an evicted pod that was replaced",
      { pods: [ok, ok, ok, evicted] },
      "healthy",
      "Healthy",
      undefined,
      "3 of 3 replicas ready.",
    ],
    [
      "an evicted pod that was not",
      { ready: 2, pods: [ok, ok, evicted] },
      "failing",
      "Evicted",
      "evicted",
      "2 of 3 replicas ready: pod evicted, the node was low on memory.",
    ],
    [
      "a terminating pod does not count",
      { pods: [ok, ok, ok, { ...oom, metadata: { deletionTimestamp: ago(-10) } }] },
      "healthy",
      "Healthy",
      undefined,
      "3 of 3 replicas ready.",
    ],
    [
      "fewer ready than its pods explain",
      { ready: 2, pods: [ok, ok, ok] },
      "degraded",
      "Not ready",
      "not-ready",
      "2 of 3 replicas ready.",
    ],
    [
      "new, no pod yet",
      { ready: 0, age: 5, pods: [], conditions: [] },
      "progressing",
      "Starting",
      "starting",
      "0 of 3 replicas ready.",
    ],
    ["old, no pod", { ready: 0, pods: [] }, "failing", "Not ready", "not-ready", "0 of 3 replicas ready."],
    [
      "rolling out",
      rollout(1),
      "progressing",
      "Rolling out",
      "rolling-out",
      "1 of 3 replicas on `2.0.0`, 3 ready; no errors so far.",
    ],
    [
      "rolling out, new pods start",
      rollout(2, { pods: [ok, ok, starting, starting] }),
      "progressing",
      "Rolling out",
      "rolling-out",
      "2 of 3 replicas on `2.0.0`, 3 ready; no errors so far.",
    ],
    [
      "old pods leave",
      { ...rollout(3), conditions: [complete] },
      "progressing",
      "Rolling out",
      "rolling-out",
      "3 of 3 replicas on `2.0.0`, 3 ready; no errors so far.",
    ],
    [
      "new image missing, old pods serve",
      rollout(1, { pods: [ok, ok, ok, badImage] }),
      "degraded",
      "Image pull",
      "image-pull",
      "3 of 3 replicas ready, 1 updated: image `pay/api:3.0.0` cannot be pulled: not found in the registry.",
    ],
    [
      "new version crashes, old pods serve",
      rollout(1, { pods: [ok, ok, ok, crash(3)] }),
      "degraded",
      "Crash loop",
      "crash-loop",
      "3 of 3 replicas ready, 1 updated: container `api` keeps crashing: exit code 1, 3 restarts in 12 min.",
    ],
    [
      "stuck with a cause",
      rollout(1, { ready: 2, conditions: [stuck], pods: [ok, ok, badImage] }),
      "failing",
      "Image pull",
      "image-pull",
      "2 of 3 replicas ready, 1 updated: image `pay/api:3.0.0` cannot be pulled: not found in the registry.",
    ],
    [
      "stuck without one",
      rollout(1, { conditions: [stuck] }),
      "degraded",
      "Rollout stuck",
      "rollout-stuck",
      "3 of 3 replicas ready, 1 updated: the rollout made no progress within its deadline.",
    ],
    [
      "first rollout stuck",
      { ready: 0, updated: 3, conditions: [stuck], pods: [] },
      "failing",
      "Rollout stuck",
      "rollout-stuck",
      "0 of 3 replicas ready: the rollout made no progress within its deadline.",
    ],
    [
      "recreate",
      { ready: 0, updated: 0, replicas: 0, conditions: [moving], sets: [set(1, 0, 1), set(2, 0, 0)], pods: [] },
      "progressing",
      "Rolling out",
      "rolling-out",
      "0 of 3 replicas on `2.0.0`, 0 ready; no errors so far.",
    ],
    [
      "GPU quota",
      {
        ready: 0,
        updated: 0,
        replicas: 0,
        conditions: [moving, quota],
        sets: [set(1, 3, 0, { conditions: [quota] })],
        pods: [],
      },
      "failing",
      "Over quota",
      "quota",
      "0 of 3 replicas ready: quota `team-quota` allows 4 `nvidia.com/gpu`, 4 are used, this needs 2.",
    ],
    [
      "quota during a rollout",
      rollout(0, { conditions: [moving, quota] }),
      "degraded",
      "Over quota",
      "quota",
      "3 of 3 replicas ready, 0 updated: quota `team-quota` allows 4 `nvidia.com/gpu`, 4 are used, this needs 2.",
    ],
    [
      "quota only in an event",
      {
        ready: 2,
        replicas: 2,
        pods: [ok, ok],
        sets: [set(1, 3, 2)],
        events: [
          eventObject(
            "uid-checkout-1",
            "FailedCreate",
            'Error creating: pods "checkout-x" is forbidden: exceeded quota: compute, requested: cpu=500m,memory=1Gi, used: cpu=3800m,memory=2Gi, limited: cpu=4,memory=8Gi',
          ),
        ],
      },
      "failing",
      "Over quota",
      "quota",
      "2 of 3 replicas ready: quota `compute` allows 4 `cpu`, 3800m are used, this needs 500m.",
    ],
    ["paused", { spec: { paused: true } }, "idle", "Paused", "paused", "Rollouts are paused; 3 of 3 replicas ready."],
    [
      "paused half way",
      rollout(1, { spec: { paused: true }, conditions: [condition("Progressing", "Unknown", "DeploymentPaused")] }),
      "idle",
      "Paused",
      "paused",
      "Rollouts are paused; 3 of 3 replicas ready, 1 updated.",
    ],
    [
      "paused and crashing",
      { spec: { paused: true }, ready: 2, pods: [ok, ok, oom] },
      "failing",
      "OOM-killed",
      "oom-killed",
      "2 of 3 replicas ready: container `api` was OOM-killed (limit 256Mi), 4 restarts in 12 min.",
    ],
  ];
  test.each(cases)("%s", (_, input, level, label, cause, sentence) => {
    expect(deployment(input)).toEqual(expect.objectContaining({ level, label, cause, sentence }));
  });
});

describe("refused pods", () => {
  const refusals: [string, string, string, string][] = [
    [
      "quota needs limits",
      'pods "x" is forbidden: failed quota: compute: must specify limits.cpu for: api; limits.memory for: api',
      "quota",
      "quota `compute` requires `limits.cpu` on every container",
    ],
    [
      "two resources",
      'pods "x" is forbidden: exceeded quota: compute, requested: limits.memory=2Gi,pods=1, used: limits.memory=7Gi,pods=10, limited: limits.memory=8Gi,pods=10',
      "quota",
      "quota `compute` allows 8Gi `limits.memory`, 7Gi are used, this needs 2Gi; and 10 `pods`, 10 are used, this needs 1",
    ],
    [
      "limit range maximum",
      'pods "x" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi',
      "limit-range",
      "the maximum memory per container here is 1Gi, this has 2Gi",
    ],
    [
      "limit range minimum",
      'pods "x" is forbidden: minimum cpu usage per Container is 100m, but request is 50m',
      "limit-range",
      "the minimum cpu per container here is 100m, this has 50m",
    ],
    [
      "Pod Security",
      'pods "x" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "api" must set securityContext.allowPrivilegeEscalation=false), runAsNonRoot != true',
      "pod-security",
      "Pod Security `restricted` does not allow it: allowPrivilegeEscalation != false",
    ],
    [
      "webhook denies",
      'admission webhook "validate.example.com" denied the request: image must come from registry.example',
      "admission",
      "admission webhook `validate.example.com` denies it: image must come from registry.example",
    ],
    [
      "webhook is down",
      'Internal error occurred: failed calling webhook "inject.example.com": failed to call webhook: Post "https://inject.mesh.svc:443/": dial tcp 10.0.0.5:443: connect: connection refused',
      "admission",
      "admission webhook `inject.example.com` does not answer",
    ],
    [
      "admission policy",
      "pods \"x\" is forbidden: ValidatingAdmissionPolicy 'no-latest' with binding 'no-latest' denied request: no image tag latest",
      "admission",
      "policy `no-latest` denies it: no image tag latest",
    ],
    [
      "service account",
      'pods "x" is forbidden: error looking up service account pay-checkout/api: serviceaccount "api" not found',
      "config-missing",
      "ServiceAccount `api` does not exist",
    ],
    [
      "anything else",
      'pods "x" is forbidden: something new',
      "create-failed",
      "its pods cannot be created: something new",
    ],
  ];
  test.each(refusals)("%s", (_, message, cause, text) => {
    const failure = condition("ReplicaFailure", "True", "FailedCreate", message);
    const verdict = deployment({ ready: 0, replicas: 0, conditions: [moving, failure], pods: [] });
    expect(verdict).toMatchObject({ level: "failing", cause, sentence: `0 of 3 replicas ready: ${text}.` });
  });
});

describe("StatefulSet", () => {
  const judge = (input: Case & { revisions?: [string, string] }) => {
    const { desired = 3, ready = 3, updated = desired, replicas = desired, revisions = ["db-1", "db-1"] } = input;
    const status = {
      observedGeneration: 1,
      replicas,
      updatedReplicas: updated,
      readyReplicas: ready,
      currentRevision: revisions[0],
      updateRevision: revisions[1],
    };
    const spec = {
      replicas: desired,
      template: { spec: { containers: [{ name: "db", image: "db:16.4" }] } },
      ...input.spec,
    };
    const statefulSet = row(
      STATEFUL_SET.project,
      object("StatefulSet", "db", { spec, status, metadata: { ...input.metadata } }),
    );
    return deriveStatefulSetVerdict({ statefulSet, pods: podRows(input.pods ?? [ok, ok, ok]) }, context(input.events));
  };
  test.each([
    ["healthy", {}, "healthy", undefined, "3 of 3 replicas ready."],
    [
      "the second pod blocks the third",
      { ready: 1, replicas: 2, pods: [ok, crash(6)] },
      "failing",
      "crash-loop",
      "1 of 3 replicas ready: container `api` keeps crashing: exit code 1, 6 restarts in 12 min.",
    ],
    [
      "rolling out",
      { updated: 1, revisions: ["db-1", "db-2"] },
      "progressing",
      "rolling-out",
      "1 of 3 replicas on `16.4`, 3 ready; no errors so far.",
    ],
    [
      "a partition is no rollout",
      {
        updated: 1,
        revisions: ["db-1", "db-2"],
        spec: { updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 2 } } },
      },
      "healthy",
      undefined,
      "3 of 3 replicas ready.",
    ],
    [
      "OnDelete is no rollout",
      { updated: 0, revisions: ["db-1", "db-2"], spec: { updateStrategy: { type: "OnDelete" } } },
      "healthy",
      undefined,
      "3 of 3 replicas ready.",
    ],
    [
      "quota",
      {
        ready: 2,
        replicas: 2,
        pods: [ok, ok],
        events: [
          eventObject(
            "uid-db",
            "FailedCreate",
            'create Pod db-2 in StatefulSet db failed error: pods "db-2" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=10, limited: pods=10',
          ),
        ],
      },
      "failing",
      "quota",
      "2 of 3 replicas ready: quota `compute` allows 10 `pods`, 10 are used, this needs 1.",
    ],
    [
      "a pod that does not go away blocks the one that replaces it",
      { ready: 2, pods: [ok, ok, { name: "db-2", metadata: { deletionTimestamp: ago(600) } }] },
      "degraded",
      "terminating",
      "2 of 3 replicas ready: pod `db-2` should have been gone 10 min ago.",
    ],
    [
      "scaled to zero",
      { desired: 0, ready: 0, pods: [] },
      "idle",
      "scaled-to-zero",
      "Scaled to zero: no pod is wanted.",
    ],
    [
      "scaling to zero",
      { desired: 0, ready: 1, replicas: 1, pods: [] },
      "progressing",
      "scaling",
      "Scaling to zero, 1 pod left.",
    ],
    [
      "not observed",
      { metadata: { generation: 2 } },
      "progressing",
      "not-observed",
      "The controller has not seen the last change yet.",
    ],
  ] as [string, Case & { revisions?: [string, string] }, string, string | undefined, string][])(
    "%s",
    (_, input, level, cause, sentence) => {
      expect(judge(input)).toEqual(expect.objectContaining({ level, cause, sentence }));
    },
  );
});

describe("DaemonSet", () => {
  const judge = (status: Json, more: { pods?: PodInput[]; spec?: Json; events?: Json[] } = {}) => {
    const full = {
      observedGeneration: 1,
      desiredNumberScheduled: 6,
      currentNumberScheduled: 6,
      numberReady: 6,
      updatedNumberScheduled: 6,
      ...status,
    };
    const daemonSet = row(DAEMON_SET.project, object("DaemonSet", "agent", { spec: { ...more.spec }, status: full }));
    return deriveDaemonSetVerdict({ daemonSet, pods: podRows(more.pods ?? [ok]) }, context(more.events));
  };
  test.each([
    ["healthy", {}, {}, "healthy", undefined, "6 of 6 nodes ready."],
    [
      "one crashes",
      { numberReady: 5 },
      { pods: [ok, oom] },
      "failing",
      "oom-killed",
      "5 of 6 nodes ready: container `api` was OOM-killed (limit 256Mi), 4 restarts in 12 min.",
    ],
    [
      "rolling out",
      { updatedNumberScheduled: 2 },
      {},
      "progressing",
      "rolling-out",
      "2 of 6 nodes updated, 6 ready; no errors so far.",
    ],
    [
      "OnDelete is no rollout",
      { updatedNumberScheduled: 2 },
      { spec: { updateStrategy: { type: "OnDelete" } } },
      "healthy",
      undefined,
      "6 of 6 nodes ready.",
    ],
    [
      "no node matches",
      { desiredNumberScheduled: 0, currentNumberScheduled: 0, numberReady: 0, updatedNumberScheduled: 0 },
      {},
      "idle",
      "no-node",
      "No node matches, so no pod is wanted.",
    ],
    [
      "quota",
      { currentNumberScheduled: 5, numberReady: 5 },
      {
        events: [
          eventObject(
            "uid-agent",
            "FailedCreate",
            'Error creating: pods "agent-x" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=10, limited: pods=10',
          ),
        ],
      },
      "failing",
      "quota",
      "5 of 6 nodes ready: quota `compute` allows 10 `pods`, 10 are used, this needs 1.",
    ],
  ] as [string, Json, Parameters<typeof judge>[1], string, string | undefined, string][])(
    "%s",
    (_, status, more, level, cause, sentence) => {
      expect(judge(status, more)).toEqual(expect.objectContaining({ level, cause, sentence }));
    },
  );
});

const job = (parts: { name?: string; spec?: Json; status?: Json; age?: number; metadata?: Json }) =>
  row(
    JOB.project,
    object("Job", parts.name ?? "export", {
      age: parts.age ?? 600,
      spec: { completions: 1, ...parts.spec },
      status: { startTime: ago(parts.age ?? 600), ...parts.status },
      metadata: { ...parts.metadata },
    }),
  );
const jobFailed = (reason: string, message?: string) => condition("Failed", "True", reason, message, 120);
const exited: PodInput = { phase: "Failed", ready: false, containers: [{ state: terminated(3, "Error", 120) }] };

describe("Job", () => {
  const done = {
    succeeded: 1,
    completionTime: ago(300),
    conditions: [condition("SuccessCriteriaMet", "True"), condition("Complete", "True")],
  };
  test.each([
    ["completed", job({ status: done }), [], "idle", "completed", "Completed in 5 min, 5 min ago."],
    ["running", job({ status: { active: 1 } }), [ok], "progressing", "running", "Running for 10 min."],
    [
      "several completions",
      job({ spec: { completions: 5 }, status: { active: 2, succeeded: 2 } }),
      [ok],
      "progressing",
      "running",
      "Running for 10 min, 2 of 5 completed.",
    ],
    ["starting", job({ status: {} }), [], "progressing", "starting", "No pod has started yet."],
    [
      "suspended",
      job({ spec: { suspend: true }, status: {} }),
      [],
      "idle",
      "suspended",
      "Suspended: no pod is started.",
    ],
    [
      "retrying",
      job({ status: { active: 1, failed: 2 } }),
      [ok, exited],
      "degraded",
      "job-retrying",
      "2 attempts failed, it runs again: container `api` ended with exit code 3.",
    ],
    [
      "between attempts",
      job({ status: { failed: 1 } }),
      [exited],
      "degraded",
      "job-retrying",
      "1 attempt failed, it waits to try again: container `api` ended with exit code 3.",
    ],
    [
      "its container crashes",
      job({ status: { active: 1 } }),
      [crash(2)],
      "failing",
      "crash-loop",
      "Container `api` keeps crashing: exit code 1, 2 restarts in 12 min.",
    ],
    [
      "its image is missing",
      job({ status: { active: 1 } }),
      [badImage],
      "failing",
      "image-pull",
      "Image `pay/api:3.0.0` cannot be pulled: not found in the registry.",
    ],
    [
      "back-off limit",
      job({
        status: {
          failed: 7,
          conditions: [jobFailed("BackoffLimitExceeded", "Job has reached the specified backoff limit")],
        },
      }),
      [exited],
      "failing",
      "job-backoff",
      "Failed after 7 attempts: container `api` ended with exit code 3.",
    ],
    [
      "pods are gone",
      job({ status: { failed: 1, conditions: [jobFailed("BackoffLimitExceeded")] } }),
      [],
      "failing",
      "job-backoff",
      "Failed after 1 attempt.",
    ],
    [
      "deadline",
      job({
        status: {
          failed: 1,
          conditions: [jobFailed("DeadlineExceeded", "Job was active longer than specified deadline")],
        },
      }),
      [],
      "failing",
      "job-deadline",
      "Stopped after 8 min because it ran longer than its deadline allows.",
    ],
    [
      "pod failure policy",
      job({
        status: {
          failed: 1,
          conditions: [
            jobFailed(
              "PodFailurePolicy",
              "Container api for pod x failed with exit code 42 matching FailJob rule at index 0",
            ),
          ],
        },
      }),
      [],
      "failing",
      "job-failed",
      "Failed: Container api for pod x failed with exit code 42 matching FailJob rule at index 0.",
    ],
    [
      "being deleted",
      job({ status: { active: 1 }, metadata: { deletionTimestamp: ago(0) } }),
      [ok],
      "progressing",
      "terminating",
      "It is being deleted.",
    ],
  ] as [string, JobRow, PodInput[], string, string, string][])("%s", (_, jobRow, pods, level, cause, sentence) => {
    expect(deriveJobVerdict({ job: jobRow, pods: podRows(pods) }, context())).toMatchObject({ level, cause, sentence });
  });

  test("refused by the quota", () => {
    const refused = eventObject(
      "uid-export",
      "FailedCreate",
      'Error creating: pods "export-x" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=10, limited: pods=10',
    );
    const verdict = deriveJobVerdict({ job: job({ status: {} }), pods: [] }, context([refused]));
    expect(verdict).toMatchObject({
      level: "failing",
      cause: "quota",
      sentence: "Quota `compute` allows 10 `pods`, 10 are used, this needs 1.",
    });
  });
});

describe("CronJob", () => {
  // NOW is 12:00 UTC; the schedule runs at minute 8 and 38.
  const cron = (spec: Json, status: Json = {}, age = 86_400) =>
    row(CRON_JOB.project, object("CronJob", "statement", { age, spec: { schedule: "8,38 * * * *", ...spec }, status }));
  const owner = ownedBy("CronJob", "statement");
  const succeeded = (age: number, name = "s1") =>
    job({
      name,
      age,
      metadata: owner,
      status: { succeeded: 1, completionTime: ago(age - 252), conditions: [condition("Complete", "True")] },
    });
  const failed = (age: number) =>
    job({
      name: "f1",
      age,
      metadata: owner,
      status: { failed: 7, conditions: [condition("Failed", "True", "BackoffLimitExceeded", undefined, age - 60)] },
    });
  const last = { lastScheduleTime: ago(22 * 60), lastSuccessfulTime: ago(18 * 60) };
  const failedPod: PodInput = { ...exited, owner: { kind: "Job", name: "f1", uid: "uid-f1" } };
  test.each([
    [
      "healthy",
      cron({}, last),
      [succeeded(22 * 60)],
      [],
      "healthy",
      undefined,
      "The last run ended 18 min ago, took 4 min, the next is in 8 min.",
    ],
    [
      "jobs are gone",
      cron({}, last),
      [],
      [],
      "healthy",
      undefined,
      "The last run ended 18 min ago, the next is in 8 min.",
    ],
    [
      "suspended",
      cron({ suspend: true }, last),
      [],
      [],
      "idle",
      "suspended",
      "Suspended; the last run was 22 min ago.",
    ],
    [
      "suspended from the start",
      cron({ suspend: true }),
      [],
      [],
      "idle",
      "suspended",
      "Suspended before its first run.",
    ],
    ["not run yet", cron({}), [], [], "idle", "not-run", "It has not run yet; the first run is in 8 min."],
    ["schedule not understood", cron({ schedule: "@every 1h" }), [], [], "idle", "not-run", "It has not run yet."],
    [
      "last run failed",
      cron({}, { ...last, lastSuccessfulTime: ago(7200) }),
      [failed(22 * 60), succeeded(7400)],
      [failedPod],
      "failing",
      "last-run-failed",
      "The last run failed 21 min ago: Failed after 7 attempts: container `api` ended with exit code 3; the last success was 2 h ago.",
    ],
    [
      "never succeeded",
      cron({}, { lastScheduleTime: ago(22 * 60) }),
      [failed(22 * 60)],
      [],
      "failing",
      "last-run-failed",
      "The last run failed 21 min ago: Failed after 7 attempts; no run has succeeded yet.",
    ],
    [
      "a failure that a later run has made good",
      cron({}, last),
      [failed(3 * 3600), succeeded(22 * 60)],
      [],
      "healthy",
      undefined,
      "The last run ended 18 min ago, took 4 min, the next is in 8 min.",
    ],
    [
      "running",
      cron({}, { ...last, active: [{ name: "r1" }] }),
      [job({ name: "r1", age: 60, metadata: owner, status: { active: 1 } })],
      [],
      "progressing",
      "running",
      "A run is active: Running for 1 min.",
    ],
    [
      "the active run has trouble",
      cron({}, { ...last, active: [{ name: "r1" }] }),
      [job({ name: "r1", age: 60, metadata: owner, status: { active: 1 } })],
      [{ ...crash(2), owner: { kind: "Job", name: "r1", uid: "uid-r1" } }],
      "failing",
      "crash-loop",
      "The active run has trouble: Container `api` keeps crashing: exit code 1, 2 restarts in 12 min; the last success was 18 min ago.",
    ],
    [
      "missed",
      cron({}, { lastScheduleTime: ago(52 * 60), lastSuccessfulTime: ago(50 * 60) }),
      [succeeded(52 * 60)],
      [],
      "degraded",
      "missed-schedule",
      "The run that was due 22 min ago did not start.",
    ],
    [
      "forbidden to overlap",
      cron({ concurrencyPolicy: "Forbid" }, { lastScheduleTime: ago(52 * 60), active: [{ name: "r1" }] }),
      [job({ name: "r1", age: 52 * 60, metadata: owner, status: { active: 1 } })],
      [],
      "progressing",
      "running",
      "A run is active: Running for 52 min.",
    ],
    [
      "another time zone than UTC is not called missed",
      cron({ schedule: "0 6 * * *" }, { lastScheduleTime: ago(8 * 3600), lastSuccessfulTime: ago(8 * 3600 - 60) }),
      [],
      [],
      "healthy",
      undefined,
      "The last run ended 8 h ago, the next is in 18 h.",
    ],
    [
      "missed in its own time zone",
      cron({ schedule: "0 6 * * *", timeZone: "Europe/Berlin" }, { lastScheduleTime: ago(31 * 3600) }),
      [],
      [],
      "degraded",
      "missed-schedule",
      "The run that was due 7 h ago did not start.",
    ],
  ] as [string, ReturnType<typeof cron>, JobRow[], PodInput[], string, string | undefined, string][])(
    "%s",
    (_, cronJob, jobs, pods, level, cause, sentence) => {
      expect(deriveCronJobVerdict({ cronJob, jobs, pods: podRows(pods) }, context())).toEqual(
        expect.objectContaining({ level, cause, sentence }),
      );
    },
  );
});
