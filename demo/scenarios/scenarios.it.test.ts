import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HandClock, handClock } from "../clock/hand-clock.ts";
import { type DemoFleet, startDemoFleet } from "../start-demo-fleet.ts";
import { call } from "../testing/client.ts";
import type { KubeObject } from "../types/object.ts";
import type { Deployment, Node, Pod } from "../types/workloads.ts";
import { dict, list } from "../util/json.ts";

const TABLE = { headers: { accept: "application/json;as=Table;v=v1;g=meta.k8s.io" } };

/** Everything in a fleet, by cluster. */
function contentOf(fleet: DemoFleet): Record<string, KubeObject[]> {
  return Object.fromEntries(
    fleet.clusters.map(({ slug, store }) => [
      slug,
      store
        .resources()
        .sort()
        .flatMap((resource) => store.list(resource)),
    ]),
  );
}

async function contentAfter(scenario: string, minutes: number, seed?: string) {
  const clock = handClock();
  const fleet = await startDemoFleet({ scenario, clock, ...(seed ? { seed } : {}) });
  const before = contentOf(fleet);
  clock.advance(minutes * 60_000);
  const after = contentOf(fleet);
  await fleet.stop();
  return { before, after };
}

it.each(["one-of-each", "two-clusters", "demo"])(
  "%s is the same for the same seed, at its start and after some minutes of life",
  async (scenario) => {
    const [one, two] = [await contentAfter(scenario, 4), await contentAfter(scenario, 4)];
    expect(two.before).toEqual(one.before);
    expect(two.after).toEqual(one.after);
    expect(one.after).not.toEqual(one.before);
  },
);

it("another seed gives other names and uids", async () => {
  const [one, two] = [await contentAfter("two-clusters", 0), await contentAfter("two-clusters", 0, "other")];
  const uids = (content: Record<string, KubeObject[]>) =>
    Object.values(content).flatMap((objects) => objects.map(({ metadata }) => metadata.uid));
  expect(uids(two.before).filter((uid) => uids(one.before).includes(uid))).toEqual([]);
});

it("refuses a scenario it does not know", async () => {
  await expect(startDemoFleet({ scenario: "atlantis" })).rejects.toThrow("no scenario named atlantis");
});

describe("one-of-each", () => {
  let fleet: DemoFleet;
  beforeAll(async () => {
    fleet = await startDemoFleet({ scenario: "one-of-each", clock: handClock() });
  });
  afterAll(() => fleet.stop());

  /** STATUS of all pods of a workload, by its name. */
  async function statuses(): Promise<Map<string, string[]>> {
    const { json } = await call(fleet.cluster("one"), "/api/v1/pods", TABLE);
    const rows = list(json.rows).map((row) => list(dict(row).cells).map(String));
    const nameOf = (pod = ""): string => pod.replace(/-[0-9a-z]{8,10}-[0-9a-z]{5}$/, "");
    const groups = Map.groupBy(rows, ([pod]) => nameOf(pod));
    return new Map([...groups].map(([name, pods]) => [name, pods.map(([, , status = ""]) => status)]));
  }

  it.each([
    ["crash-loop", /^(CrashLoopBackOff|Running|Error)$/],
    ["image-pull", /^(ImagePullBackOff|ErrImagePull)$/],
    ["config-error", /^CreateContainerConfigError$/],
    ["init-crash", /^Init:(CrashLoopBackOff|Error|0\/1)$/],
    ["unschedulable", /^Pending$/],
    ["evicted", /^Evicted$/],
    ["completed", /^Completed$/],
    ["failed", /^Error$/],
    ["terminating", /^Terminating$/],
    ["stateful-0", /^Terminating$/],
  ])("has a pod that kubectl shows as %s", async (name, status) => {
    const all = await statuses();
    expect(all.get(name)).toContainEqual(expect.stringMatching(status));
  });

  it("has every kind that the portal caches, each with something in it", async () => {
    const kinds = [
      "namespaces",
      "nodes",
      "pods",
      "services",
      "persistentvolumeclaims",
      "persistentvolumes",
      "resourcequotas",
      "limitranges",
      "events",
      "configmaps",
      "secrets",
      "serviceaccounts",
    ];
    const grouped = [
      "deployments.apps",
      "replicasets.apps",
      "statefulsets.apps",
      "daemonsets.apps",
      "jobs.batch",
      "cronjobs.batch",
      "ingresses.networking.k8s.io",
      "horizontalpodautoscalers.autoscaling",
      "endpointslices.discovery.k8s.io",
      "storageclasses.storage.k8s.io",
      "leases.coordination.k8s.io",
      "customresourcedefinitions.apiextensions.k8s.io",
      "widgets.example.com",
    ];
    const { store } = fleet.cluster("one");
    expect([...kinds, ...grouped].filter((kind) => store.count(kind) === 0)).toEqual([]);
    expect((await call(fleet.cluster("one"), "/apis/example.com/v1/widgets")).json).toMatchObject({
      kind: "WidgetList",
      items: [{ kind: "Widget", metadata: { name: "widget" } }],
    });
    expect(
      (await call(fleet.cluster("one"), "/apis/events.k8s.io/v1/namespaces/team-a/events?limit=1")).json,
    ).toMatchObject({ items: [{ regarding: { kind: expect.any(String) }, note: expect.any(String) }] });
  });
});

describe("pods:N", () => {
  it("makes as many pods as asked for in each cluster, each of realistic size", async () => {
    const fleet = await startDemoFleet({ scenario: "pods:120", clusters: 3 });
    expect(fleet.clusters.map(({ store }) => store.count("pods"))).toEqual([120, 120, 120]);
    const { text } = await call(fleet.cluster("bench-2"), "/api/v1/pods");
    expect(text.length / 120).toBeGreaterThan(5_500);
    expect(text.length / 120).toBeLessThan(7_500);
    await fleet.stop();
  });
});

describe("the demo", () => {
  let fleet: DemoFleet;
  let clock: HandClock;
  beforeAll(async () => {
    clock = handClock();
    fleet = await startDemoFleet({ scenario: "demo", clock });
  });
  afterAll(() => fleet.stop());

  const all = <T extends KubeObject>(key: string): T[] => fleet.clusters.flatMap(({ store }) => store.list(key) as T[]);
  const pods = (slug: string, prefix: string) =>
    (fleet.cluster(slug).store.list("pods") as Pod[]).filter(({ metadata }) => metadata.name.startsWith(prefix));
  const waiting = (slug: string, prefix: string) =>
    pods(slug, prefix).flatMap(({ status }) =>
      (status.containerStatuses ?? []).map(({ state }) => state.waiting?.reason),
    );

  it("has six clusters, about 40 nodes, about 600 pods, and teams on each", () => {
    expect(fleet.clusters.map(({ slug }) => slug)).toEqual([
      "eu-prod",
      "us-prod",
      "staging",
      "edge-bremen",
      "gpu-research",
      "bare-fra",
    ]);
    expect(all("nodes").length).toBeGreaterThanOrEqual(38);
    expect(all("nodes").length).toBeLessThanOrEqual(44);
    expect(all("pods").length).toBeGreaterThan(500);
    expect(all("pods").length).toBeLessThan(700);
    const teams = new Set(all("namespaces").flatMap(({ metadata }) => metadata.labels?.["example.com/team"] ?? []));
    expect([...teams].sort()).toEqual(["data", "media", "payments", "platform", "search"]);
  });

  it("is mostly healthy: nine of ten Deployments have all they want", () => {
    const deployments = all<Deployment>("deployments.apps");
    const fine = deployments.filter(({ spec, status }) => (status.availableReplicas ?? 0) >= spec.replicas);
    expect(fine.length / deployments.length).toBeGreaterThan(0.9);
  });

  it("has its troubles", () => {
    const oom = pods("eu-prod", "checkout-api").filter(({ status }) =>
      status.containerStatuses?.some(({ lastState, state }) =>
        [lastState, state].some(({ terminated }) => terminated?.reason === "OOMKilled"),
      ),
    );
    expect(oom).toHaveLength(1);
    expect(waiting("staging", "ledger-writer")).toContainEqual(
      expect.stringMatching(/^(ImagePullBackOff|ErrImagePull)$/),
    );
    expect(waiting("staging", "report-builder")).toContain("CreateContainerConfigError");
    const messages = (slug: string) =>
      fleet
        .cluster(slug)
        .store.list("events")
        .map(({ message }) => String(message));
    expect(messages("us-prod")).toContainEqual(
      expect.stringMatching(
        /pods "invoice-render-\w+-\w+" is forbidden: exceeded quota: team-quota, requested: requests\.cpu=\S+, used: /,
      ),
    );
    expect(messages("gpu-research")).toContainEqual(
      expect.stringMatching(
        /exceeded quota: team-quota, requested: requests\.nvidia\.com\/gpu=4, used: requests\.nvidia\.com\/gpu=6, limited: requests\.nvidia\.com\/gpu=8$/,
      ),
    );
    expect(pods("us-prod", "backfill")[0]?.status.conditions).toContainEqual(
      expect.objectContaining({ reason: "Unschedulable", message: expect.stringContaining("Insufficient cpu") }),
    );
    const lost = (fleet.cluster("bare-fra").store.list("nodes") as Node[]).filter(({ status }) =>
      status.conditions.some(({ type, status: value }) => type === "Ready" && value !== "True"),
    );
    expect(lost.map(({ metadata }) => metadata.name)).toEqual(["fra-metal-05"]);
    const failed = fleet
      .cluster("eu-prod")
      .store.list("jobs.batch")
      .filter(
        ({ metadata, status }) => metadata.name.startsWith("settlement-report") && Number(dict(status).failed) > 0,
      );
    expect(failed.length).toBeGreaterThan(0);
  });

  it("lets the portal read everything, but only a few namespaces of bare-fra, and serves metrics on all but the edge", async () => {
    for (const cluster of fleet.clusters) {
      expect((await call(cluster, "/api/v1/pods")).status).toBe(cluster.slug === "bare-fra" ? 403 : 200);
      const metrics = await call(cluster, "/apis/metrics.k8s.io/v1beta1/namespaces/search-indexing/pods");
      expect(metrics.status).toBe(cluster.slug === "edge-bremen" ? 404 : 200);
    }
    expect((await call(fleet.cluster("bare-fra"), "/api/v1/namespaces/pay-risk/pods")).status).toBe(200);
    expect((await call(fleet.cluster("bare-fra"), "/api/v1/namespaces/kube-system/pods")).status).toBe(403);
  });

  it("lets a team write in its namespaces, by its group", async () => {
    const as = (team: string) => ({
      method: "POST",
      body: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: `by-${team}` } },
      headers: { "impersonate-user": "wheelhouse:user:1", "impersonate-group": `wheelhouse:team:${team}` },
    });
    expect(
      (await call(fleet.cluster("eu-prod"), "/api/v1/namespaces/pay-checkout/configmaps", as("payments"))).status,
    ).toBe(201);
    expect(
      (await call(fleet.cluster("eu-prod"), "/api/v1/namespaces/pay-checkout/configmaps", as("search"))).status,
    ).toBe(403);
  });

  it("rolls payments-gateway over slowly, and begins again", () => {
    const gateway = () =>
      fleet.cluster("eu-prod").store.get("deployments.apps", "pay-checkout", "payments-gateway") as Deployment;
    const [versions, updated] = [new Set<string>(), new Set<number>()];
    for (let step = 0; step < 100; step += 1) {
      clock.advance(15_000);
      versions.add(gateway().metadata.labels?.["app.kubernetes.io/version"] ?? "");
      updated.add(gateway().status.updatedReplicas ?? 0);
      expect(gateway().status.availableReplicas).toBeGreaterThanOrEqual(8);
    }
    expect([...versions].sort()).toEqual(["3.1.9", "3.2.0"]);
    expect(updated.size).toBeGreaterThan(5);
  });

  it("loses the edge site from time to time, and gets it back", () => {
    const edge = fleet.cluster("edge-bremen");
    const states = new Set<string>();
    for (let step = 0; step < 40; step += 1) {
      clock.advance(30_000);
      states.add(
        edge
          .faults()
          .map(({ kind }) => kind)
          .join(),
      );
    }
    expect([...states].sort()).toEqual(["", "unreachable"]);
  });
});
