import { describe, expect, test } from "vitest";
import { judgePod, type PodSigns } from "../testing/judge-pod.ts";
import { ago } from "../testing/objects.ts";

describe("scheduling", () => {
  const pending = (unschedulable: string) => ({
    phase: "Pending",
    ready: false,
    node: null,
    containers: [{}],
    unschedulable,
  });
  const preemption = "preemption: 0/4 nodes are available: 4 No preemption victims found for incoming pod.";
  test.each([
    [
      "cpu",
      pending(`0/4 nodes are available: 4 Insufficient cpu. ${preemption}`),
      "0 of 4 nodes fit: 4 have too little cpu.",
    ],
    [
      "two reasons, larger first",
      pending(
        `0/4 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 3 Insufficient memory. ${preemption}`,
      ),
      "0 of 4 nodes fit: 3 have too little memory, 1 has the taint `node-role.kubernetes.io/control-plane`.",
    ],
    [
      "taint with a value",
      pending(`0/2 nodes are available: 2 node(s) had untolerated taint {dedicated: gpu}. ${preemption}`),
      "0 of 2 nodes fit: 2 have the taint `dedicated=gpu`.",
    ],
    [
      "old taint text",
      pending("0/1 nodes are available: 1 node(s) had taint {dedicated: gpu}, that the pod didn't tolerate."),
      "0 of 1 nodes fit: 1 has the taint `dedicated=gpu`.",
    ],
    [
      "GPUs",
      pending(
        "0/3 nodes are available: 3 Insufficient nvidia.com/gpu. no new claims to deallocate, preemption: 0/3 nodes are available.",
      ),
      "0 of 3 nodes fit: 3 have too little `nvidia.com/gpu`.",
    ],
    [
      "node selector",
      pending(`0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. ${preemption}`),
      "0 of 3 nodes fit: 3 do not match the node selector.",
    ],
    [
      "anti-affinity",
      pending(`0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules. ${preemption}`),
      "0 of 3 nodes fit: 3 already run a pod that this one must stay apart from.",
    ],
    [
      "cordoned",
      pending(`0/3 nodes are available: 1 node(s) were unschedulable, 2 Too many pods. ${preemption}`),
      "0 of 3 nodes fit: 2 run as many pods as allowed, 1 is cordoned.",
    ],
    [
      "volume elsewhere",
      pending(`0/2 nodes are available: 2 node(s) had volume node affinity conflict. ${preemption}`),
      "0 of 2 nodes fit: 2 cannot reach its volume.",
    ],
    [
      "topology spread",
      pending(`0/2 nodes are available: 2 node(s) didn't match pod topology spread constraints. ${preemption}`),
      "0 of 2 nodes fit: 2 would break the topology spread.",
    ],
    [
      "claim not bound",
      pending(`0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. ${preemption}`),
      "0 of 2 nodes fit: its volume claim is not bound.",
    ],
    [
      "claim missing",
      pending(`0/2 nodes are available: persistentvolumeclaim "data" not found. ${preemption}`),
      "0 of 2 nodes fit: the volume claim `data` does not exist.",
    ],
    ["no nodes", pending("no nodes available to schedule pods"), "The cluster has no nodes."],
    ["unknown text", pending("something new happened"), "Something new happened."],
  ])("%s", (_, pod, sentence) => {
    expect(judgePod(pod)).toMatchObject({
      level: "failing",
      label: "Not schedulable",
      cause: "unschedulable",
      sentence,
    });
  });

  const full = pending(`0/4 nodes are available: 4 Insufficient cpu. ${preemption}`);
  const normal = (seconds: number) => ({ type: "Normal", lastTimestamp: ago(seconds) });
  const triggered = ["TriggeredScaleUp", "pod triggered scale-up: [{ng-1 3->4 (max: 10)}]", normal(40)];
  test.each([
    [
      "for less than a minute",
      { ...full, age: 20 },
      [],
      "progressing",
      "scheduling",
      "0 of 4 nodes fit: 4 have too little cpu; it has waited 20 s for a node.",
    ],
    [
      "while the cluster autoscaler adds a node",
      { ...full, age: 180 },
      [triggered],
      "progressing",
      "node-scale-up",
      "0 of 4 nodes fit: 4 have too little cpu; the cluster autoscaler began to add a node to `ng-1` 40 s ago.",
    ],
    [
      "while a managed node pool grows",
      { ...full, age: 180 },
      [
        [
          "TriggeredScaleUp",
          "pod triggered scale-up: [{https://cloud.example/projects/p/zones/z/instanceGroups/pool-1 0->1 (max: 1000)}]",
          normal(40),
        ],
      ],
      "progressing",
      "node-scale-up",
      "0 of 4 nodes fit: 4 have too little cpu; the cluster autoscaler began to add a node to `pool-1` 40 s ago.",
    ],
    [
      "while Karpenter starts a node",
      { ...full, age: 180 },
      [["Nominated", "Pod should schedule on: nodeclaim/default-x7k2p", normal(30)]],
      "progressing",
      "node-scale-up",
      "0 of 4 nodes fit: 4 have too little cpu; Karpenter chose `default-x7k2p` for it 30 s ago.",
    ],
    [
      "while nodes are chosen again and again, and none comes",
      { ...full, age: 7200 },
      [["Nominated", "Pod should schedule on: nodeclaim/default-9v4tz", normal(30)]],
      "degraded",
      "node-scale-up",
      "0 of 4 nodes fit: 4 have too little cpu; Karpenter chose `default-9v4tz` for it 30 s ago.",
    ],
    [
      "long after a node was to be added",
      { ...full, age: 3600 },
      [["TriggeredScaleUp", "pod triggered scale-up: [{ng-1 3->4 (max: 10)}]", normal(1800)]],
      "failing",
      "unschedulable",
      "0 of 4 nodes fit: 4 have too little cpu.",
    ],
    [
      "when the cluster autoscaler has given up since",
      { ...full, age: 600 },
      [
        ["TriggeredScaleUp", "pod triggered scale-up: [{ng-1 3->4 (max: 10)}]", normal(500)],
        ["NotTriggerScaleUp", "pod didn't trigger scale-up: 1 max node group size reached", normal(20)],
      ],
      "failing",
      "unschedulable",
      "0 of 4 nodes fit: 4 have too little cpu; the cluster autoscaler adds no node: 1 max node group size reached.",
    ],
  ] as [string, object, NonNullable<PodSigns["events"]>, string, string, string][])(
    "without room %s",
    (_, pod, events, level, cause, sentence) => {
      expect(judgePod(pod, { events })).toMatchObject({ level, cause, sentence });
    },
  );

  test("a gate is no failure", () => {
    const verdict = judgePod(pending("Scheduling is blocked due to non-empty scheduling gates"));
    expect(verdict).toMatchObject({ level: "progressing", cause: "gated" });
  });

  test("a new pod waits, an old one that no scheduler looked at is odd", () => {
    const pod = { phase: "Pending", ready: false, node: null, containers: [{}] };
    expect(judgePod({ ...pod, age: 10 })).toMatchObject({ level: "progressing", cause: "starting" });
    expect(judgePod({ ...pod, age: 600 })).toMatchObject({
      level: "degraded",
      sentence: "No scheduler has looked at it for 10 min.",
    });
  });
});
