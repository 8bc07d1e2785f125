import { describe, expect, test } from "vitest";
import { judgePod, type PodSigns } from "../testing/judge-pod.ts";
import { ago, condition, object, running, terminated } from "../testing/objects.ts";

describe("ends", () => {
  const failed = (status: object) => ({
    phase: "Failed",
    ready: false,
    containers: [{}],
    status: { phase: "Failed", ...status },
  });
  const node = (ready: object) => object("Node", "n-07", { status: { conditions: [ready] } });
  test.each([
    [
      "evicted for memory",
      failed({
        reason: "Evicted",
        message:
          "The node was low on resource: memory. Threshold quantity: 100Mi, available: 60Mi. Container api was using 812Mi, request is 128Mi, has larger consumption of memory.",
      }),
      {},
      "failing",
      "evicted",
      "Pod evicted, the node was low on memory.",
    ],
    [
      "evicted for disk",
      failed({
        reason: "Evicted",
        message: "The node was low on resource: ephemeral-storage. Threshold quantity: 1Gi, available: 800Mi.",
      }),
      {},
      "failing",
      "evicted",
      "Pod evicted, the node was low on ephemeral-storage.",
    ],
    [
      "evicted for its own disk use",
      failed({
        reason: "Evicted",
        message: "Pod ephemeral local storage usage exceeds the total limit of containers 1Gi.",
      }),
      {},
      "failing",
      "evicted",
      "Pod evicted, it used more local storage than allowed.",
    ],
    [
      "preempted",
      failed({ reason: "Preempting", message: "Preempted in order to admit critical pod" }),
      {},
      "failing",
      "pod-failed",
      "The pod failed: a pod of higher priority took its place.",
    ],
    [
      "node shut down",
      failed({ reason: "Terminated", message: "Pod was terminated in response to imminent node shutdown." }),
      {},
      "failing",
      "pod-failed",
      "The pod failed: its node was shut down.",
    ],
    [
      "no room on the node",
      failed({
        reason: "OutOfcpu",
        message: "Node didn't have enough resource: cpu, requested: 500, used: 3900, capacity: 4000",
      }),
      {},
      "failing",
      "pod-failed",
      "The pod failed: the node had too little cpu.",
    ],
    [
      "deadline",
      failed({ reason: "DeadlineExceeded", message: "Pod was active on the node longer than the specified deadline" }),
      {},
      "failing",
      "deadline",
      "It ran longer than its deadline allows.",
    ],
    [
      "a Job's container",
      { phase: "Failed", ready: false, containers: [{ state: terminated(3, "Error", 60) }] },
      {},
      "failing",
      "container-error",
      "Container `api` ended with exit code 3.",
    ],
    [
      "completed",
      { phase: "Succeeded", ready: false, containers: [{ state: terminated(0, "Completed", 60) }] },
      {},
      "idle",
      "completed",
      "All containers have completed.",
    ],
    [
      "terminating",
      { metadata: { deletionTimestamp: ago(-20) } },
      {},
      "progressing",
      "terminating",
      "It is being deleted.",
    ],
    [
      "stuck terminating",
      { metadata: { deletionTimestamp: ago(600) } },
      {},
      "degraded",
      "terminating",
      "It should have been gone 10 min ago and is still there.",
    ],
    [
      "stuck on a lost node",
      { metadata: { deletionTimestamp: ago(600) } },
      { node: node(condition("Ready", "Unknown")) },
      "degraded",
      "terminating",
      "It should have been gone 10 min ago and is still there: its node `n-07` does not confirm that it has stopped.",
    ],
    [
      "node silent",
      {},
      { node: node(condition("Ready", "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.")) },
      "failing",
      "node-lost",
      "Its node `n-07` has not reported for 5 min.",
    ],
    [
      "node not ready",
      {},
      { node: node(condition("Ready", "False", "KubeletNotReady", "PLEG is not healthy")) },
      "failing",
      "node-lost",
      "Its node `n-07` has not been ready for 5 min.",
    ],
    [
      "node lost, old text",
      { phase: "Unknown", status: { phase: "Unknown", reason: "NodeLost" } },
      {},
      "failing",
      "node-lost",
      "Its node `n-07` has not reported.",
    ],
    ["healthy", {}, { node: node(condition("Ready", "True")) }, "healthy", undefined, "Ready."],
    [
      "healthy with two containers",
      {
        containers: [
          { name: "api", ready: true, state: running() },
          { name: "log", ready: true, state: running() },
        ],
      },
      {},
      "healthy",
      undefined,
      "2 of 2 containers ready.",
    ],
    [
      "evicted, with a debugging container that has ended too",
      {
        ...failed({ reason: "NodeShutdown" }),
        containers: [{ state: terminated(0, "Completed", 60) }],
        ephemeral: [{ name: "debugger", state: terminated(1, "Error", 60) }],
      },
      {},
      "failing",
      "pod-failed",
      "The pod failed: its node was shut down.",
    ],
  ] as [string, object, PodSigns, string, string | undefined, string][])(
    "%s",
    (_, pod, options, level, cause, sentence) => {
      expect(judgePod(pod, options)).toMatchObject({ level, cause, sentence });
    },
  );
});
