import { describe, expect, test } from "vitest";
import { collectWorkloads } from "./collect-workloads.ts";
import {
  TEST_NOW,
  testClusterRows,
  testCronJob,
  testDaemonSet,
  testDeployment,
  testEvent,
  testJob,
  testOwner,
  testPod,
  testReplicaSet,
  testRollout,
  testStatefulSet,
} from "./testing-rows.ts";
import { toWorkloadRow } from "./to-workload-row.ts";

const names = (rows: Parameters<typeof testClusterRows>[0]) =>
  collectWorkloads(testClusterRows(rows)).map(({ kind, row, pods }) => `${kind} ${row.name} ${pods.length}`);

describe("workloads of a cluster", () => {
  test("hold their pods through ReplicaSets and Jobs, and nothing of others", () => {
    const api = testRollout("a", "api", 3);
    const web = testRollout("b", "web", 2);
    expect(
      names({
        Deployment: [...api.Deployment, ...web.Deployment],
        ReplicaSet: [...api.ReplicaSet, ...web.ReplicaSet],
        Pod: [...api.Pod, ...web.Pod],
      }),
    ).toEqual(["Deployment api 3", "Deployment web 2"]);
  });

  test("leave out Jobs of CronJobs and pods that something stands for", () => {
    const lone = testJob("a", "import");
    const owned = testJob("a", "report-1", { ownerKind: "CronJob", ownerName: "report", ownerUid: "x" });
    const pod = testPod("a", "import-1", testOwner(lone, "Job"));
    expect(names({ Job: [lone, owned], Pod: [pod] })).toEqual(["Job import 1"]);
  });

  test("list pods that stand alone, belong to a custom resource, or to a ReplicaSet without a Deployment", () => {
    const bare = testReplicaSet("a", "bare");
    const rollout = testReplicaSet("a", "canary", { ownerKind: "Rollout", ownerName: "canary", ownerUid: "r" });
    const pods = [
      testPod("a", "alone"),
      testPod("a", "by-operator", { ownerKind: "Database", ownerName: "db", ownerUid: "d" }),
      testPod("a", "of-bare", testOwner(bare, "ReplicaSet")),
      testPod("a", "of-canary", testOwner(rollout, "ReplicaSet")),
      // Its ReplicaSet has not arrived yet: it is about to be somebody's.
      testPod("a", "early", { ownerKind: "ReplicaSet", ownerName: "later", ownerUid: "unknown" }),
    ];
    expect(names({ ReplicaSet: [bare, rollout], Pod: pods })).toEqual([
      "Pod alone 1",
      "Pod by-operator 1",
      "Pod of-bare 1",
      "Pod of-canary 1",
    ]);
  });
});

describe("the line of a workload", () => {
  const lineOf = (rows: Parameters<typeof testClusterRows>[0], more = {}) => {
    const cluster = testClusterRows(rows, more);
    const [facts] = collectWorkloads(cluster);
    if (!facts) throw new Error("nothing was collected");
    return toWorkloadRow(cluster, facts);
  };

  test("adds up restarts, and requests of pods that still hold them", () => {
    const { Deployment, ReplicaSet, Pod } = testRollout("a", "api", 3);
    const [first, second, third] = Pod;
    if (!first || !second || !third) throw new Error("three pods are needed");
    const pods = [
      first,
      { ...second, phase: "Succeeded" },
      { ...third, containers: [{ ...third.containers[0], restarts: 4 }] },
    ];
    expect(lineOf({ Deployment, ReplicaSet, Pod: pods as typeof Pod })).toMatchObject({
      key: "c1/uid-a-api",
      pods: 3,
      restarts: 4,
      cpuRequest: 200,
      memoryRequest: 2000,
      ready: 3,
      desired: 3,
    });
  });

  test("takes application and version from labels, else from its own name and its image", () => {
    expect(lineOf({ Deployment: [testDeployment("a", "api")] })).toMatchObject({ app: "api", version: "1.0.0" });
    const labelled = testDeployment("a", "api-canary", { appName: "api", appVersion: "2.0.0", partOf: "shop" });
    expect(lineOf({ Deployment: [labelled] })).toMatchObject({ app: "api", version: "2.0.0", partOf: "shop" });
  });

  test("says when it last changed: the newest rollout", () => {
    const deployment = testDeployment("a", "api", { createdAt: 100 });
    const owner = testOwner(deployment, "Deployment");
    const sets = [200, 300].map((createdAt) => testReplicaSet("a", `api-${createdAt}`, { ...owner, createdAt }));
    expect(lineOf({ Deployment: [deployment], ReplicaSet: sets }).lastChangeAt).toBe(300);
  });

  test("says when a StatefulSet was last rolled out: deleting a pod of it changes nothing", () => {
    const set = testStatefulSet("a", "broker", { createdAt: 100, updateRevision: "broker-2" });
    const owner = testOwner(set, "StatefulSet");
    const Pod = [
      testPod("a", "broker-0", { ...owner, createdAt: 400, revisionHash: "broker-2" }),
      testPod("a", "broker-1", { ...owner, createdAt: 300, revisionHash: "broker-2" }),
      // Below the partition, and made anew since.
      testPod("a", "broker-2", { ...owner, createdAt: 500, revisionHash: "broker-1" }),
    ];
    expect(lineOf({ StatefulSet: [set], Pod }).lastChangeAt).toBe(300);
    expect(lineOf({ StatefulSet: [set] }).lastChangeAt).toBe(100);
  });

  test("says of a rollout of a StatefulSet that has not begun when the one before it was", () => {
    const set = testStatefulSet("a", "broker", { createdAt: 100, updateRevision: "broker-3" });
    const owner = testOwner(set, "StatefulSet");
    const Pod = [300, 400].map((createdAt) =>
      testPod("a", `broker-${createdAt}`, { ...owner, createdAt, revisionHash: "broker-2" }),
    );
    expect(lineOf({ StatefulSet: [set], Pod }).lastChangeAt).toBe(300);
  });

  test("says when a DaemonSet was last rolled out: the oldest pod like its newest", () => {
    const set = testDaemonSet("a", "agent", { createdAt: 100 });
    const owner = testOwner(set, "DaemonSet");
    const Pod = (["old", "new", "new", "old"] as const).map((revisionHash, index) =>
      testPod("a", `agent-${index}`, { ...owner, createdAt: [150, 300, 400, 200][index] ?? 0, revisionHash }),
    );
    expect(lineOf({ DaemonSet: [set], Pod }).lastChangeAt).toBe(300);
  });

  test("takes no replaced pods for a rollout where the cluster says when the template was written", () => {
    const at = (templateWrittenAt: number | undefined) => {
      const set = testDaemonSet("a", "agent", { createdAt: 100, templateWrittenAt });
      const pod = testPod("a", "agent-0", { ...testOwner(set, "DaemonSet"), createdAt: 900, revisionHash: "h" });
      return lineOf({ DaemonSet: [set], Pod: [pod] }).lastChangeAt;
    };
    expect(at(200)).toBe(200);
    expect(at(100)).toBe(100);
    expect(at(undefined)).toBe(900);
  });

  test("counts no run of a CronJob as a change", () => {
    const report = testCronJob("a", "report", { createdAt: 100, lastScheduledAt: TEST_NOW - 10 });
    expect(lineOf({ CronJob: [report] }).lastChangeAt).toBe(100);
    expect(lineOf({ CronJob: [{ ...report, specWrittenAt: 500 }] }).lastChangeAt).toBe(500);
  });

  test("of a cluster that does not answer keeps its last verdict, judged at the time of the last news", () => {
    const starting = testDeployment("a", "api", { ready: 0, updated: 0, available: 0, createdAt: TEST_NOW - 10 });
    const live = lineOf({ Deployment: [starting] });
    const freshness = { clusterId: "c1", slug: "eu-prod", state: "stale" as const };
    const clock = { now: (TEST_NOW + 9999) * 1000, judgedAt: TEST_NOW * 1000 };
    const hoursLater = lineOf({ Deployment: [starting] }, { freshness, clock });
    expect(hoursLater).toMatchObject({ stale: true, verdict: live.verdict });
  });

  test.each([
    ["behind", -900],
    ["ahead", 900],
  ])("of a cluster whose clock is 15 min %s is judged by that clock", (_, skewSeconds) => {
    const { Deployment, ReplicaSet, Pod } = testRollout("a", "api", 1);
    const [pod] = Pod;
    if (!pod) throw new Error("a pod is needed");
    const there = TEST_NOW + skewSeconds;
    const [container] = pod.containers;
    const restarted = { ...container, restarts: 1, lastExitCode: 1, lastFinishedAt: there - 60 };
    const rows = { Deployment, ReplicaSet, Pod: [{ ...pod, containers: [restarted] }] as typeof Pod };
    expect(lineOf(rows, { clock: { now: there * 1000, judgedAt: there * 1000 } }).verdict).toMatchObject({
      level: "degraded",
      sentence: expect.stringContaining("restarted 1 min ago"),
    });
  });

  test("sees events about what runs below it", () => {
    const { Deployment, ReplicaSet } = testRollout("a", "api", 0, { desired: 2, ready: 0, updated: 0, available: 0 });
    const [set] = ReplicaSet;
    if (!set) throw new Error("a ReplicaSet is needed");
    const message =
      'Error creating: pods "api-1" is forbidden: exceeded quota: team-quota, requested: requests.cpu=2, used: requests.cpu=4, limited: requests.cpu=4';
    const event = testEvent(set, { type: "Warning", reason: "FailedCreate", message });
    expect(
      lineOf({ Deployment, ReplicaSet: [{ ...set, desired: 2, ready: 0, replicas: 0 }], Event: [event] }).verdict,
    ).toMatchObject({
      level: "failing",
      cause: "quota",
    });
  });
});
