import { describe, expect, test } from "vitest";
import {
  type Case,
  complete,
  judgeDeployment,
  moving,
  quota,
  rollout,
  set,
  stuck,
} from "../testing/judge-deployment.ts";
import { condition, eventObject } from "../testing/objects.ts";
import { badImage, crash, ok, oom, starting } from "../testing/pod-states.ts";

describe("Deployment that changes", () => {
  const cases: [string, Case, string, string, string | undefined, string][] = [
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
      "2 of 3 replicas ready: quota `compute` allows 4 CPU, 3.8 are used, this needs 0.5.",
    ],
    [
      "ready, but not for minReadySeconds yet",
      { available: 1 },
      "progressing",
      "Settling",
      "min-ready",
      "3 of 3 replicas ready, 1 available: the others must stay ready for `minReadySeconds` first.",
    ],
    [
      "ready, but never for minReadySeconds",
      { available: 1, conditions: [stuck] },
      "degraded",
      "Rollout stuck",
      "rollout-stuck",
      "3 of 3 replicas ready: the rollout made no progress within its deadline.",
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
    expect(judgeDeployment(input)).toEqual(expect.objectContaining({ level, label, cause, sentence }));
  });
});
