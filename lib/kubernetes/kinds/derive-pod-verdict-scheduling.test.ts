import { describe, expect, test } from "vitest";
import { judgePod } from "../testing/judge-pod.ts";

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
