import { describe, expect, test } from "vitest";
import { testMeta } from "#lib/access/testing-fleet";
import type { CronJobRow, IngressRow, ServiceRow, StatefulSetRow } from "#lib/kubernetes/types/rows";
import { collectRelations, type Neighbourhood } from "./collect-relations.ts";
import { collectWorkloads } from "./collect-workloads.ts";
import { findOwner } from "./find-owner.ts";
import { TEST_NOW, testClusterRows, testDeployment, testJob, testOwner, testPod, testRollout } from "./testing-rows.ts";
import { toWorkloadRow } from "./to-workload-row.ts";
import type { WorkloadFacts } from "./workload-facts.ts";

const service = (name: string, selector: Record<string, string> | undefined): ServiceRow => ({
  ...testMeta("a", name),
  ...{ type: "ClusterIP", clusterIp: "10.0.0.1", ports: ["80/TCP"], selector },
  ...{ externalName: undefined, loadBalancer: [] },
});
const ingress = (name: string, services: string[]): IngressRow => ({
  ...testMeta("a", name),
  ...{ className: "nginx", hosts: ["shop.example.com"], tls: true, services, addresses: ["1.2.3.4"] },
});

function relationsOf(around: Partial<Neighbourhood>) {
  const labels = { app: "api", tier: "web" };
  const template = { labels, configMaps: [], secrets: [], claims: ["data"] };
  const [facts] = collectWorkloads(testClusterRows({ Deployment: [testDeployment("a", "api", { template })] }));
  if (!facts) throw new Error("nothing was collected");
  const none = {
    owner: undefined,
    services: [],
    ingresses: [],
    autoscalers: [],
    claims: [],
    backendsOf: () => undefined,
  };
  const found = collectRelations(facts, { ...none, ...around }, { now: TEST_NOW });
  return found.map(({ kind, name, relation }) => `${kind} ${name} ${relation}`);
}

describe("what stands beside a workload", () => {
  test("is a service whose whole selector is among its labels", () => {
    const services = [
      service("fits", { app: "api" }),
      service("fits-too", { app: "api", tier: "web" }),
      service("other", { app: "web" }),
      service("narrower", { app: "api", track: "canary" }),
      service("empty", {}),
      service("headless", undefined),
    ];
    expect(relationsOf({ services })).toEqual(["Service fits sends traffic", "Service fits-too sends traffic"]);
  });

  test("is an ingress that sends to such a service, and a claim that it mounts", () => {
    const claim = {
      ...testMeta("a", "data"),
      phase: "Bound",
      storageClass: "fast",
      requested: 1,
      capacity: 1,
      volumeName: "v",
    };
    const around = {
      services: [service("api", { app: "api" }), service("web", { app: "web" })],
      ingresses: [ingress("public", ["web", "api"]), ingress("other", ["web"])],
      claims: [claim, { ...claim, ...testMeta("a", "unused") }],
    };
    expect(relationsOf(around)).toEqual([
      "Service api sends traffic",
      "Ingress public publishes",
      "PersistentVolumeClaim data stores",
    ]);
  });

  test("is the autoscaler that names it", () => {
    const scaler = {
      ...testMeta("a", "api"),
      targetKind: "Deployment",
      targetName: "api",
      min: 1,
      max: 5,
      current: 2,
      desired: 2,
      conditions: [],
    };
    const autoscalers = [scaler, { ...scaler, ...testMeta("a", "sts"), targetKind: "StatefulSet" }];
    expect(relationsOf({ autoscalers })).toEqual(["HorizontalPodAutoscaler api scales"]);
  });
});

const NAMELESS = { appName: undefined, appVersion: undefined, partOf: undefined };
const REVISION = { currentRevision: "db-1", updateRevision: "db-1" };

describe("what stands beside a pod", () => {
  const claimOf = (name: string) => ({
    ...testMeta("a", name),
    ...{ phase: "Bound", storageClass: "fast", requested: 1, capacity: 1, volumeName: "v" },
  });

  /** Of the pod of a cluster, or its Job. */
  function beside(
    rows: Parameters<typeof testClusterRows>[0],
    around: Partial<Neighbourhood>,
    kind: "Pod" | "Job" = "Pod",
  ) {
    const cluster = testClusterRows(rows);
    const neighbours = collectWorkloads(cluster).map((facts) => ({
      cluster,
      facts,
      row: toWorkloadRow(cluster, facts),
    }));
    const lookups = { eventsOf: () => [], nodeOf: () => undefined };
    const [pod] = cluster.rows.Pod;
    const [job] = cluster.rows.Job;
    const facts: WorkloadFacts | undefined =
      kind === "Job"
        ? job && { kind, row: job, pods: [], ...lookups }
        : pod && { kind, row: pod, pods: [pod], ...lookups };
    if (!facts) throw new Error("there is none");
    const owner = findOwner(facts, neighbours);
    const none = { services: [], ingresses: [], autoscalers: [], claims: [], backendsOf: () => undefined };
    return collectRelations(facts, { ...none, owner, ...around }, { now: TEST_NOW });
  }
  const template = { labels: { app: "api" }, configMaps: [], secrets: [], claims: ["data"] };

  test("is the Deployment that it runs for, with its page, and what selects the labels of its template", () => {
    const around = { services: [service("api", { app: "api" }), service("web", { app: "web" })] };
    const [owner, ...others] = beside(testRollout("a", "api", 1, { template }), around);
    expect(owner).toMatchObject({
      ...{ kind: "Deployment", name: "api", relation: "owned by", facts: ["through ReplicaSet api-1"] },
      ...{ href: "/apps/eu-prod/a/deployment/api", verdict: { level: "healthy" } },
    });
    expect(others.map(({ name }) => name)).toEqual(["api"]);
  });

  test("is the volume claim of its own ordinal, and none of its set's others", () => {
    const own = { desired: 2, updated: 2, ready: 2, replicas: 2, generation: 1, observedGeneration: 1, images: [] };
    const labels = { ...template, claims: [] };
    const set: StatefulSetRow = { ...testMeta("a", "db"), ...NAMELESS, ...own, ...REVISION, template: labels };
    const Pod = [testPod("a", "db-1", testOwner(set, "StatefulSet"))];
    const claims = [claimOf("data-db-0"), claimOf("data-db-1"), claimOf("data-db-11")];
    const found = beside({ StatefulSet: [set], Pod }, { claims });
    expect(found.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "StatefulSet db",
      "PersistentVolumeClaim data-db-1",
    ]);
  });

  test("is the CronJob of its Job, and of the Job itself", () => {
    const own = { schedule: "@daily", timeZone: undefined, suspended: false, active: 0, images: [] };
    const times = { lastScheduledAt: undefined, lastSucceededAt: undefined };
    const cron: CronJobRow = { ...testMeta("a", "report"), ...NAMELESS, ...own, ...times };
    const job = testJob("a", "report-1", testOwner(cron, "CronJob"));
    const rows = { CronJob: [cron], Job: [job], Pod: [testPod("a", "report-1-x", testOwner(job, "Job"))] };
    const href = "/apps/eu-prod/a/cronjob/report";
    expect(beside(rows, {})).toMatchObject([
      { kind: "CronJob", name: "report", facts: ["through Job report-1"], href },
    ]);
    expect(beside(rows, {}, "Job")).toMatchObject([{ kind: "CronJob", name: "report", facts: [], href }]);
  });

  test("is an owner without a page where no workload of the portal is it", () => {
    const Pod = [testPod("a", "lone", { ownerKind: "Runner", ownerName: "ci", ownerUid: "u" })];
    const [owner, ...others] = beside({ Pod }, { services: [service("api", { app: "api" })] });
    expect(owner).toEqual({ kind: "Runner", name: "ci", relation: "owned by", facts: [] });
    expect(others).toEqual([]);
  });
});
