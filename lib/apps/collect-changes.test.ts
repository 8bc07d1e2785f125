import { describe, expect, test } from "vitest";
import { collectWorkloads } from "#lib/workloads/collect-workloads";
import type { ClusterRows } from "#lib/workloads/read-cluster-rows";
import {
  TEST_NOW,
  testClusterRows,
  testContainer,
  testCronJob,
  testDaemonSet,
  testDeployment,
  testEvent,
  testJob,
  testOwner,
  testPod,
  testReplicaSet,
  testStatefulSet,
} from "#lib/workloads/testing-rows";
import { toWorkloadRow } from "#lib/workloads/to-workload-row";
import { collectChanges } from "./collect-changes.ts";
import { pickChanges } from "./format.ts";

const HOUR = 3600;
const NOW = TEST_NOW * 1000;
const image = (tag: string) => [`registry.example.com/api:${tag}`];

function changesOf(rows: Partial<ClusterRows["rows"]>) {
  const cluster = testClusterRows(rows);
  const seen = collectWorkloads(cluster).map((facts) => ({ cluster, facts, row: toWorkloadRow(cluster, facts) }));
  return collectChanges(seen, NOW);
}

const sentences = (rows: Partial<ClusterRows["rows"]>) => changesOf(rows).changes.map((change) => change.sentence);

const deployment = testDeployment("a", "api", { createdAt: TEST_NOW - 90 * HOUR });
const set = (name: string, hoursAgo: number, tag: string, more = {}) =>
  testReplicaSet("a", name, {
    ...testOwner(deployment, "Deployment"),
    createdAt: TEST_NOW - hoursAgo * HOUR,
    images: image(tag),
    revision: 100 - hoursAgo,
    replicas: 0,
    ...more,
  });

const steady = [set("api-2", 3, "2.0.0", { replicas: 5 }), set("api-1", 80, "1.0.0")];
const scaled = (hoursAgo: number, message: string, more = {}) => {
  const at = TEST_NOW - hoursAgo * HOUR;
  return testEvent(deployment, { reason: "ScalingReplicaSet", message, firstAt: at, lastAt: at, ...more });
};

describe("what changed", () => {
  test("are rollouts of the last day, newest first, from one version to the next", () => {
    const ReplicaSet = [set("api-3", 1, "2.1.0", { replicas: 1 }), set("api-2", 5, "2.0.0"), set("api-1", 80, "1.0.0")];
    expect(sentences({ Deployment: [deployment], ReplicaSet })).toEqual(["`api` 2.0.0 → 2.1.0", "`api` 1.0.0 → 2.0.0"]);
  });

  test("are restarts, told from new versions, and new workloads", () => {
    const ReplicaSet = [set("api-2", 1, "1.0.0", { replicas: 1 }), set("api-1", 2, "1.0.0")];
    expect(sentences({ Deployment: [deployment], ReplicaSet })).toEqual([
      "`api` restarted or configured anew",
      "`api` created at 1.0.0",
    ]);
  });

  test("are new images under a version label that nobody changed", () => {
    const label = { appVersion: "1.0.0" };
    const ReplicaSet = [set("api-2", 1, "2.1.0", label), set("api-1", 80, "2.0.0", label)];
    expect(sentences({ Deployment: [deployment], ReplicaSet })).toEqual(["`api` 2.0.0 → 2.1.0"]);
  });

  test("are scalings by somebody, in both wordings of Kubernetes, but not the steps of a rollout", () => {
    const Event = [
      scaled(3, "Scaled up replica set api-2 from 0 to 1"),
      scaled(2.9, "Scaled down replica set api-1 from 2 to 0"),
      scaled(2, "Scaled up replica set api-2 to 4 from 3"),
    ];
    expect(sentences({ Deployment: [deployment], ReplicaSet: steady, Event })).toEqual([
      "`api` scaled 3 → 4",
      "`api` 1.0.0 → 2.0.0",
    ]);
  });

  test("are the scalings of one workload in one line, at the time of the last", () => {
    const Event = [
      scaled(1, "Scaled up replica set api-2 from 4 to 5", { count: 3 }),
      scaled(2, "Scaled up replica set api-2 to 4 from 3"),
      scaled(1.5, "Scaled down replica set api-2 from 5 to 4", { count: 2 }),
    ];
    const { changes } = changesOf({ Deployment: [deployment], ReplicaSet: steady, Event });
    expect(changes[0]).toMatchObject({ sentence: "`api` scaled 3 → 5, 6 times", at: TEST_NOW - HOUR, routine: true });
    const back = [...Event, scaled(0.5, "Scaled down replica set api-2 from 5 to 3")];
    expect(sentences({ Deployment: [deployment], ReplicaSet: steady, Event: back })[0]).toBe(
      "`api` scaled 7 times, back at 3",
    );
  });

  test("are the ends of Jobs", () => {
    const failed = { type: "Failed", status: "True", reason: "BackoffLimitExceeded", message: undefined } as const;
    const Job = [
      testJob("a", "import", { completedAt: TEST_NOW - 60 }),
      testJob("a", "export", { completedAt: undefined, conditions: [{ ...failed, since: TEST_NOW - 30 }] }),
      testJob("a", "running", { completedAt: undefined }),
    ];
    expect(sentences({ Job })).toEqual(["`export` failed", "`import` finished"]);
  });
});

describe("rollouts of sets without ReplicaSets", () => {
  const old = { createdAt: TEST_NOW - 90 * HOUR };
  const broker = testStatefulSet("a", "broker", { ...old, updateRevision: "broker-2" });
  const agent = testDaemonSet("a", "agent", old);
  const pod = (owner: Partial<ReturnType<typeof testPod>>, ordinal: number, hoursAgo: number, tag: string) =>
    testPod("a", `pod-${ordinal}`, {
      ...owner,
      createdAt: TEST_NOW - hoursAgo * HOUR,
      containers: [testContainer({ image: `registry.example.com/broker:${tag}` })],
      revisionHash: `broker-${tag === "1.3" ? 2 : 1}`,
    });
  const ofBroker = testOwner(broker, "StatefulSet");
  const ofAgent = testOwner(agent, "DaemonSet");

  test("say both versions while pods of both run", () => {
    expect(
      sentences({
        StatefulSet: [broker],
        DaemonSet: [agent],
        Pod: [
          ...[pod(ofBroker, 0, 80, "1.2"), pod(ofBroker, 1, 2, "1.3"), pod(ofBroker, 2, 3, "1.3")],
          ...[pod(ofAgent, 3, 80, "1.2"), pod(ofAgent, 4, 1, "1.3")],
        ],
      }),
    ).toEqual(["`agent` 1.2 → 1.3", "`broker` 1.2 → 1.3"]);
  });

  test("say the new version once the old one is gone", () => {
    const written = { ...broker, templateWrittenAt: TEST_NOW - 3.1 * HOUR };
    const { changes } = changesOf({
      StatefulSet: [written],
      // The label was left as it was.
      Pod: [pod(ofBroker, 0, 2, "1.3"), pod(ofBroker, 1, 3, "1.3")].map((one) => ({ ...one, appVersion: "1.2" })),
    });
    expect(changes).toMatchObject([{ sentence: "`broker` rolled out at 1.3", at: TEST_NOW - 3.1 * HOUR }]);
  });

  test("are not made up from pods that were only replaced", () => {
    const Pod = [pod(ofBroker, 0, 2, "1.3"), pod(ofAgent, 1, 1, "1.3")];
    // One cluster says when the template was written, the other does not.
    const told = { ...broker, templateWrittenAt: TEST_NOW - 50 * HOUR };
    expect(sentences({ StatefulSet: [told], DaemonSet: [agent], Pod })).toEqual([]);
  });

  test("are told apart from their creation", () => {
    const young = testStatefulSet("a", "young", { createdAt: TEST_NOW - 60, templateWrittenAt: TEST_NOW - 60 });
    const first = testPod("a", "young-0", { ...testOwner(young, "StatefulSet"), createdAt: TEST_NOW - 55 });
    expect(sentences({ StatefulSet: [young], Pod: [first] })).toEqual(["`young` created"]);
  });
});

test("a CronJob that was changed is told, with the version that it runs now; its runs and its creation are not", () => {
  const report = testCronJob("a", "report", {
    createdAt: TEST_NOW - 40 * HOUR,
    images: ["registry.example.com/r:2.1"],
  });
  const written = (hours: number) => ({ CronJob: [{ ...report, specWrittenAt: TEST_NOW - hours * HOUR }] });
  expect(sentences(written(2))).toEqual(["`report` changed, now at 2.1"]);
  expect(sentences(written(40))).toEqual([]);
  expect(sentences({ CronJob: [report] })).toEqual([]);
});

test("many scalings do not push a rollout out, and what is left out is counted", () => {
  const many = Array.from({ length: 60 }, (_, index) => testDeployment("a", `app-${index}`, { createdAt: 0 }));
  const sets = many.map((row) =>
    testReplicaSet("a", `${row.name}-1`, { ...testOwner(row, "Deployment"), createdAt: 0, replicas: 5 }),
  );
  const Event = many.map((row) =>
    testEvent(row, {
      ...{ reason: "ScalingReplicaSet", message: `Scaled up replica set ${row.name}-1 from 4 to 5` },
      lastAt: TEST_NOW - 60,
    }),
  );
  const { changes, total } = changesOf({
    Deployment: [...many, deployment],
    ReplicaSet: [...sets, set("api-2", 9, "2.0.0", { replicas: 1 }), set("api-1", 80, "1.0.0")],
    Event,
  });
  expect([changes.length, total]).toEqual([50, 61]);
  expect(changes.at(-1)?.sentence).toBe("`api` 1.0.0 → 2.0.0");
  expect(pickChanges(changes, 8).map(({ sentence }) => sentence)).toContain("`api` 1.0.0 → 2.0.0");
});
