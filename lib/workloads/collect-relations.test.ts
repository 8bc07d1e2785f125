import { describe, expect, test } from "vitest";
import { testMeta } from "#lib/access/testing-fleet";
import type { IngressRow, ServiceRow } from "#lib/kubernetes/types/rows";
import { collectRelations, type Neighbourhood } from "./collect-relations.ts";
import { collectWorkloads } from "./collect-workloads.ts";
import { TEST_NOW, testClusterRows, testDeployment } from "./testing-rows.ts";

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
  const none = { services: [], ingresses: [], autoscalers: [], claims: [], backendsOf: () => undefined };
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
