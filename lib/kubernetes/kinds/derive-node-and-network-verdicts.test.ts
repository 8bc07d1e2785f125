import { describe, expect, test } from "vitest";
import { ago, asIs, condition, NOW, object } from "../testing/objects.ts";
import { deriveIngressVerdict } from "./derive-ingress-verdict.ts";
import { deriveNodeVerdict } from "./derive-node-verdict.ts";
import { deriveServiceVerdict, type ServiceBackend } from "./derive-service-verdict.ts";
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
  const plain = { type: "ClusterIP", clusterIP: "10.0.0.7", ports: [{ port: 80 }], selector: { app: "checkout" } };
  const three = (ready: number, more: object = {}) => [
    { name: "checkout", ready, wanted: 3, starting: false, ...more },
  ];
  const none = "nothing is known of the pods behind it";
  test.each([
    [
      "in the cluster",
      plain,
      {},
      three(3),
      ["healthy", undefined, "Reached at `10.0.0.7` on 80/TCP, 3 of 3 pods ready."],
    ],
    [
      "over two workloads",
      plain,
      {},
      [...three(0), { name: "checkout-canary", ready: 1, wanted: 1, starting: false }],
      ["healthy", undefined, "Reached at `10.0.0.7` on 80/TCP, 1 of 4 pods ready."],
    ],
    [
      "headless",
      { ...plain, clusterIP: "None", ports: [{ port: 5432 }] },
      {},
      three(2),
      ["healthy", undefined, "Reached directly at its pods on 5432/TCP, 2 of 3 pods ready."],
    ],
    [
      "whose pods are not ready",
      plain,
      {},
      three(0),
      ["failing", "service-no-ready-pod", "None of the 3 pods of `checkout` behind it is ready."],
    ],
    [
      "whose pods start",
      plain,
      {},
      three(0, { starting: true }),
      ["progressing", "service-no-ready-pod", "None of the 3 pods of `checkout` behind it is ready."],
    ],
    [
      "that finds its pods by DNS, none of them ready",
      { ...plain, clusterIP: "None" },
      {},
      three(0),
      ["degraded", "service-no-ready-pod", "None of the 3 pods of `checkout` behind it is ready."],
    ],
    [
      "whose workload is scaled to zero",
      plain,
      {},
      three(0, { wanted: 0 }),
      ["idle", "service-scaled-to-zero", "No pod runs behind it: `checkout` is scaled to zero."],
    ],
    [
      "that selects nothing",
      { ...plain, selector: { app: "chekout", tier: "web" } },
      {},
      [],
      ["degraded", "service-no-pod", "Its selector `app=chekout,tier=web` finds no pod."],
    ],
    [
      "whose pods nobody may see",
      plain,
      {},
      undefined,
      ["unknown", undefined, `Reached at \`10.0.0.7\` on 80/TCP; ${none}.`],
    ],
    [
      "without a selector",
      { ...plain, selector: undefined },
      {},
      [],
      [
        "unknown",
        undefined,
        "Reached at `10.0.0.7` on 80/TCP; it has no selector, so somebody else sets where it sends to.",
      ],
    ],
    [
      "external name",
      { type: "ExternalName", externalName: "db.example.com" },
      {},
      undefined,
      ["unknown", undefined, "It is another name for `db.example.com`; nothing is known of what answers there."],
    ],
    [
      "balanced",
      { ...plain, type: "LoadBalancer", ports: [{ port: 443, nodePort: 30443 }] },
      { loadBalancer: { ingress: [{ ip: "192.0.2.10" }] } },
      three(3),
      ["healthy", undefined, "Reached at `192.0.2.10` on 443:30443/TCP, 3 of 3 pods ready."],
    ],
    [
      "balanced, its pods not ready",
      { ...plain, type: "LoadBalancer" },
      { loadBalancer: { ingress: [{ ip: "192.0.2.10" }] } },
      three(0),
      ["failing", "service-no-ready-pod", "None of the 3 pods of `checkout` behind it is ready."],
    ],
    [
      "new balancer",
      { type: "LoadBalancer", age: 30 },
      {},
      three(3),
      ["progressing", "no-address", "It has no address of a load balancer after 30 s."],
    ],
    [
      "no balancer",
      { type: "LoadBalancer" },
      {},
      three(3),
      ["degraded", "no-address", "It has no address of a load balancer after 15 min."],
    ],
  ] as [string, Json & { age?: number }, Json, ServiceBackend[] | undefined, Expected][])(
    "service %s",
    (_, { age = 900, ...spec }, status, backends, expected) => {
      const service = row(SERVICE.project, object("Service", "checkout", { spec, status, age }));
      expect(deriveServiceVerdict({ service, backends }, { now: NOW })).toEqual(matching(expected));
    },
  );

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
