import { describe, expect, test } from "vitest";
import { ago, asIs, condition, NOW, object } from "../testing/objects.ts";
import { deriveIngressVerdict } from "./derive-ingress-verdict.ts";
import { deriveNodeVerdict } from "./derive-node-verdict.ts";
import { deriveServiceVerdict } from "./derive-service-verdict.ts";
import { INGRESS } from "./ingress.ts";
import { NODE } from "./node.ts";
import { SERVICE } from "./service.ts";

type Json = Record<string, unknown>;
type Expected = [level: string, cause: string | undefined, sentence: string];

function row<Row>(project: (object: unknown, intern: typeof asIs) => Row | undefined, from: unknown): Row {
  const found = project(from, asIs);
  if (found === undefined) throw new Error("no row");
  return found;
}

const matching = ([level, cause, sentence]: Expected) => expect.objectContaining({ level, cause, sentence });

describe("Node", () => {
  const ready = condition("Ready", "True", "KubeletReady");
  test.each([
    ["ready", [ready], {}, ["healthy", undefined, "`n-07` is ready."]],
    [
      "silent",
      [condition("Ready", "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.")],
      {},
      ["failing", "node-unreachable", "`n-07` has not reported for 5 min."],
    ],
    [
      "not ready",
      [condition("Ready", "False", "KubeletNotReady", "container runtime network not ready: NetworkReady=false")],
      {},
      [
        "failing",
        "node-not-ready",
        "`n-07` has not been ready for 5 min: container runtime network not ready: NetworkReady=false.",
      ],
    ],
    [
      "low on memory",
      [condition("MemoryPressure", "True"), ready],
      {},
      ["degraded", "node-pressure", "`n-07` is low on memory."],
    ],
    [
      "low on memory and disk",
      [condition("MemoryPressure", "True"), condition("DiskPressure", "True"), ready],
      {},
      ["degraded", "node-pressure", "`n-07` is low on memory and is low on disk."],
    ],
    [
      "too many processes",
      [condition("PIDPressure", "True"), ready],
      {},
      ["degraded", "node-pressure", "`n-07` has too many processes."],
    ],
    [
      "no network",
      [condition("NetworkUnavailable", "True"), ready],
      {},
      ["degraded", "node-network", "`n-07` has no network."],
    ],
    [
      "cordoned",
      [ready],
      { unschedulable: true },
      ["idle", "cordoned", "`n-07` is ready but cordoned: it takes no new pods."],
    ],
    [
      "not ready counts more than cordoned",
      [condition("Ready", "False")],
      { unschedulable: true },
      ["failing", "node-not-ready", "`n-07` has not been ready for 5 min."],
    ],
    ["new", [], {}, ["unknown", "node-unknown", "`n-07` has not reported yet."]],
  ] as [string, Json[], Json, Expected][])("%s", (_, conditions, spec, expected) => {
    const node = row(NODE.project, object("Node", "n-07", { spec, status: { conditions } }));
    expect(deriveNodeVerdict(node, { now: NOW })).toEqual(matching(expected));
  });
});

describe("Service and Ingress", () => {
  test.each([
    [
      "in the cluster",
      { type: "ClusterIP", clusterIP: "10.0.0.7", ports: [{ port: 80 }] },
      {},
      900,
      ["healthy", undefined, "Reached at `10.0.0.7` on 80/TCP."],
    ],
    [
      "headless",
      { type: "ClusterIP", clusterIP: "None", ports: [{ port: 5432 }] },
      {},
      900,
      ["healthy", undefined, "Reached directly at its pods on 5432/TCP."],
    ],
    [
      "external name",
      { type: "ExternalName", externalName: "db.example.com" },
      {},
      900,
      ["healthy", undefined, "It is another name for `db.example.com`."],
    ],
    [
      "balanced",
      { type: "LoadBalancer", clusterIP: "10.0.0.7", ports: [{ port: 443, nodePort: 30443 }] },
      { loadBalancer: { ingress: [{ ip: "192.0.2.10" }] } },
      900,
      ["healthy", undefined, "Reached at `192.0.2.10` on 443:30443/TCP."],
    ],
    [
      "new balancer",
      { type: "LoadBalancer" },
      {},
      30,
      ["progressing", "no-address", "It has no address of a load balancer after 30 s."],
    ],
    [
      "no balancer",
      { type: "LoadBalancer" },
      {},
      900,
      ["degraded", "no-address", "It has no address of a load balancer after 15 min."],
    ],
  ] as [string, Json, Json, number, Expected][])("service %s", (_, spec, status, age, expected) => {
    const service = row(SERVICE.project, object("Service", "checkout", { spec, status, age }));
    expect(deriveServiceVerdict(service, { now: NOW })).toEqual(matching(expected));
  });

  const backend = (name: string) => ({
    host: "pay.example.com",
    http: { paths: [{ path: "/", backend: { service: { name } } }] },
  });
  const address = { loadBalancer: { ingress: [{ hostname: "lb.example.com" }] } };
  test.each([
    [
      "healthy",
      { rules: [backend("checkout")], tls: [{}] },
      address,
      900,
      ["healthy", undefined, "Serves `pay.example.com` with TLS."],
    ],
    [
      "any host",
      { defaultBackend: { service: { name: "checkout" } } },
      address,
      900,
      ["healthy", undefined, "Serves any host."],
    ],
    [
      "service missing",
      { rules: [backend("gone")] },
      address,
      900,
      ["failing", "service-missing", "It sends to a service that does not exist: `gone`."],
    ],
    [
      "no controller",
      { ingressClassName: "nginx", rules: [backend("checkout")] },
      {},
      900,
      ["degraded", "no-address", "No ingress controller of class `nginx` has given it an address after 15 min."],
    ],
    [
      "new",
      { rules: [backend("checkout")] },
      {},
      20,
      ["progressing", "no-address", "No ingress controller has given it an address after 20 s."],
    ],
    [
      "being deleted",
      { rules: [backend("checkout")] },
      {},
      900,
      ["progressing", "terminating", "It is being deleted."],
    ],
  ] as [string, Json, Json, number, Expected][])("ingress %s", (name, spec, status, age, expected) => {
    const metadata = name === "being deleted" ? { deletionTimestamp: ago(0) } : {};
    const ingress = row(INGRESS.project, object("Ingress", "checkout", { spec, status, age, metadata }));
    expect(deriveIngressVerdict({ ingress, services: new Set(["checkout"]) }, { now: NOW })).toEqual(
      matching(expected),
    );
  });
});
