import { describe, expect, test } from "vitest";
import { type Case, judgeDeployment } from "../testing/judge-deployment.ts";
import { ago, running, terminated } from "../testing/objects.ts";
import { crash, evicted, ok, oom, starting, unschedulable } from "../testing/pod-states.ts";

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
  ];
  test.each(cases)("%s", (_, input, level, label, cause, sentence) => {
    expect(judgeDeployment(input)).toEqual(expect.objectContaining({ level, label, cause, sentence }));
  });
});
