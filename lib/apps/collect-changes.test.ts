import { describe, expect, test } from "vitest";
import { collectWorkloads } from "#lib/workloads/collect-workloads";
import type { ClusterRows } from "#lib/workloads/read-cluster-rows";
import {
  TEST_NOW,
  testClusterRows,
  testDeployment,
  testEvent,
  testJob,
  testOwner,
  testReplicaSet,
} from "#lib/workloads/testing-rows";
import { toWorkloadRow } from "#lib/workloads/to-workload-row";
import { collectChanges } from "./collect-changes.ts";

const HOUR = 3600;
const NOW = TEST_NOW * 1000;
const image = (tag: string) => [`registry.example.com/api:${tag}`];

function sentences(rows: Partial<ClusterRows["rows"]>): string[] {
  const cluster = testClusterRows(rows);
  const seen = collectWorkloads(cluster).map((facts) => ({ cluster, facts, row: toWorkloadRow(cluster, facts) }));
  return collectChanges(seen, NOW).map((change) => change.sentence);
}

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

  test("are scalings by somebody, in both wordings of Kubernetes, but not the steps of a rollout", () => {
    const current = set("api-2", 3, "2.0.0", { replicas: 5 });
    const ReplicaSet = [current, set("api-1", 80, "1.0.0")];
    const scaled = (hoursAgo: number, message: string) =>
      testEvent(deployment, { reason: "ScalingReplicaSet", message, lastAt: TEST_NOW - hoursAgo * HOUR });
    const Event = [
      scaled(3, "Scaled up replica set api-2 from 0 to 1"),
      scaled(2.9, "Scaled down replica set api-1 from 2 to 0"),
      scaled(2, "Scaled up replica set api-2 to 4 from 3"),
      scaled(1, "Scaled up replica set api-2 from 4 to 5"),
    ];
    expect(sentences({ Deployment: [deployment], ReplicaSet, Event })).toEqual([
      "`api` scaled 4 → 5",
      "`api` scaled 3 → 4",
      "`api` 1.0.0 → 2.0.0",
    ]);
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
