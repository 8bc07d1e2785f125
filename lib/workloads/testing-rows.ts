import { testMeta } from "#lib/access/testing-fleet";
import type { ContainerRow } from "#lib/kubernetes/types/container-row";
import type {
  CronJobRow,
  DaemonSetRow,
  DeploymentRow,
  EventRow,
  JobRow,
  PodRow,
  ReplicaSetRow,
  ResourceQuotaRow,
  RowMeta,
  StatefulSetRow,
} from "#lib/kubernetes/types/rows";
import type { ClusterRows } from "./read-cluster-rows.ts";
import type { WorkloadRow } from "./schemas.ts";

/** For tests: epoch seconds that count as now. */
export const TEST_NOW = 1_800_000_000;

const NO_LABELS = { appName: undefined, appVersion: undefined, partOf: undefined };

export function testOwner(owner: RowMeta, kind: string): Partial<RowMeta> {
  return { ownerKind: kind, ownerName: owner.name, ownerUid: owner.uid };
}

export function testContainer(more: Partial<ContainerRow> = {}): ContainerRow {
  const none = { reason: undefined, message: undefined, exitCode: undefined, finishedAt: undefined };
  const last = { lastReason: undefined, lastExitCode: undefined, lastFinishedAt: undefined, ends: undefined };
  const resources = { cpuRequest: 100, cpuLimit: undefined, memoryRequest: 1000, memoryLimit: undefined };
  return {
    ...{ name: "api", image: "registry.example.com/api:1.0.0", role: "main", ready: true, state: "running" },
    ...{ startedAt: TEST_NOW - 3600, restarts: 0 },
    ...none,
    ...last,
    ...resources,
    ...more,
  };
}

export function testPod(namespace: string, name: string, more: Partial<PodRow> = {}): PodRow {
  return {
    ...testMeta(namespace, name, { createdAt: TEST_NOW - 3600 }),
    ...NO_LABELS,
    ...{ phase: "Running", reason: undefined, message: undefined, node: "node-1", ready: true },
    ...{ startedAt: TEST_NOW - 3600, unschedulable: undefined, containers: [testContainer()] },
    ...{ cpuRequest: 100, memoryRequest: 1000, gpuRequest: 0 },
    ...more,
  };
}

export function testReplicaSet(namespace: string, name: string, more: Partial<ReplicaSetRow> = {}): ReplicaSetRow {
  return {
    ...testMeta(namespace, name, { createdAt: TEST_NOW - 7200 }),
    ...NO_LABELS,
    ...{ desired: 1, ready: 1, replicas: 1, revision: 1, images: ["registry.example.com/api:1.0.0"], conditions: [] },
    ...more,
  };
}

export function testDeployment(namespace: string, name: string, more: Partial<DeploymentRow> = {}): DeploymentRow {
  return {
    ...testMeta(namespace, name, { createdAt: TEST_NOW - 7200 }),
    ...NO_LABELS,
    ...{ desired: 1, updated: 1, ready: 1, available: 1, replicas: 1, paused: false },
    ...{ generation: 1, observedGeneration: 1, images: ["registry.example.com/api:1.0.0"], conditions: [] },
    strategy: "RollingUpdate",
    ...more,
  };
}

export function testStatefulSet(namespace: string, name: string, more: Partial<StatefulSetRow> = {}): StatefulSetRow {
  return {
    ...testMeta(namespace, name, { createdAt: TEST_NOW - 7200 }),
    ...NO_LABELS,
    ...{ desired: 1, updated: 1, ready: 1, replicas: 1, generation: 1, observedGeneration: 1 },
    ...{ currentRevision: `${name}-1`, updateRevision: `${name}-1`, images: ["registry.example.com/api:1.0.0"] },
    ...more,
  };
}

export function testDaemonSet(namespace: string, name: string, more: Partial<DaemonSetRow> = {}): DaemonSetRow {
  return {
    ...testMeta(namespace, name, { createdAt: TEST_NOW - 7200 }),
    ...NO_LABELS,
    ...{ desired: 1, current: 1, ready: 1, updated: 1, unavailable: 0, generation: 1, observedGeneration: 1 },
    images: ["registry.example.com/api:1.0.0"],
    ...more,
  };
}

export function testCronJob(namespace: string, name: string, more: Partial<CronJobRow> = {}): CronJobRow {
  return {
    ...testMeta(namespace, name, { createdAt: TEST_NOW - 7200 }),
    ...NO_LABELS,
    ...{ schedule: "*/5 * * * *", timeZone: undefined, suspended: false, active: 0 },
    ...{ lastScheduledAt: undefined, lastSucceededAt: undefined, images: ["registry.example.com/job:1"] },
    ...more,
  };
}

export function testJob(namespace: string, name: string, more: Partial<JobRow> = {}): JobRow {
  return {
    ...testMeta(namespace, name, { createdAt: TEST_NOW - 600 }),
    ...NO_LABELS,
    ...{ completions: 1, parallelism: 1, backoffLimit: 6, active: 0, succeeded: 1, failed: 0, suspended: false },
    ...{
      startedAt: TEST_NOW - 600,
      completedAt: TEST_NOW - 500,
      images: ["registry.example.com/job:1"],
      conditions: [],
    },
    ...more,
  };
}

export function testEvent(regarding: RowMeta, more: Partial<EventRow> = {}): EventRow {
  return {
    ...testMeta(regarding.namespace, `event-of-${regarding.name}-${more.lastAt ?? ""}`),
    ...{ type: "Normal", reason: "Test", message: "", count: 1, firstAt: TEST_NOW, lastAt: TEST_NOW, source: "test" },
    ...{ regardingKind: "Any", regardingName: regarding.name, regardingUid: regarding.uid },
    ...more,
  };
}

export function testQuota(namespace: string, items: Record<string, [used: number, hard: number]>): ResourceQuotaRow {
  const list = Object.entries(items).map(([resource, [used, hard]]) => ({ resource, used, hard }));
  return { ...testMeta(namespace, "team-quota"), items: list, scoped: false };
}

/** The rows of one cluster, empty but for those given. */
export function testClusterRows(rows: Partial<ClusterRows["rows"]>, more: Partial<ClusterRows> = {}): ClusterRows {
  const environment = { slug: "production", name: "Production", rank: 2, isProduction: true };
  const none = { Deployment: [], StatefulSet: [], DaemonSet: [], CronJob: [], Job: [] };
  return {
    place: { id: "c1", slug: "eu-prod", displayName: "eu-prod", environment },
    freshness: { clusterId: "c1", slug: "eu-prod", state: "live" },
    clock: { now: TEST_NOW * 1000, judgedAt: TEST_NOW * 1000 },
    rows: { ...none, Pod: [], ReplicaSet: [], Event: [], Node: [], ...rows },
    ...more,
  };
}

/** A Deployment with one ReplicaSet and its pods. */
export function testRollout(namespace: string, name: string, pods: number, more: Partial<DeploymentRow> = {}) {
  const deployment = testDeployment(namespace, name, {
    desired: pods,
    ready: pods,
    updated: pods,
    available: pods,
    ...more,
  });
  const set = testReplicaSet(namespace, `${name}-1`, {
    desired: pods,
    ready: pods,
    ...testOwner(deployment, "Deployment"),
  });
  const owner = testOwner(set, "ReplicaSet");
  const list = Array.from({ length: pods }, (_, index) => testPod(namespace, `${name}-1-${index}`, owner));
  return { Deployment: [deployment], ReplicaSet: [set], Pod: list };
}

/** One line of a workload list. */
export function testWorkloadRow(more: Partial<WorkloadRow> = {}): WorkloadRow {
  const name = more.name ?? "api";
  const cluster = more.cluster ?? "eu-prod";
  return {
    ...{ key: `${cluster}/${name}`, cluster, namespace: "pay-api", kind: "Deployment", name, app: name, images: [] },
    environment: { slug: "production", name: "Production", rank: 2, isProduction: true },
    version: "1.0.0",
    verdict: { level: "healthy", label: "Healthy", sentence: "1 of 1 replicas ready." },
    ...{ stale: false, ready: 1, desired: 1, pods: 1, restarts: 0, cpuRequest: 0, memoryRequest: 0, gpuRequest: 0 },
    ...{ createdAt: TEST_NOW - 100, lastChangeAt: TEST_NOW - 100 },
    ...more,
  };
}
