import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { inventoryBuilder } from "#lib/access/testing";
import type { Context } from "#lib/context";
import { type InventoryBench, openInventoryBench } from "../../test/inventory-bench.ts";
import { contextOf, signedIn } from "../../test/verb-context.ts";
import { abortRotation } from "./abort-rotation.ts";
import { checkContext } from "./check-context.ts";
import { diagnoseCluster } from "./diagnose-cluster.ts";
import { finishRotation } from "./finish-rotation.ts";
import { getCluster } from "./get-cluster.ts";
import { inspectKubeconfig } from "./inspect-kubeconfig.ts";
import { listClusters } from "./list-clusters.ts";
import { pauseCluster } from "./pause-cluster.ts";
import { registerCluster } from "./register-cluster.ts";
import { removeCluster } from "./remove-cluster.ts";
import { resumeCluster } from "./resume-cluster.ts";
import { rotateCredential } from "./rotate-credential.ts";
import { saveClusterGroup } from "./save-cluster-group.ts";
import { saveEnvironment } from "./save-environment.ts";
import { updateCluster } from "./update-cluster.ts";

let bench: InventoryBench;
let pat: Context;

const wait = (check: () => Promise<unknown> | unknown) => vi.waitFor(check, { timeout: 10_000, interval: 50 });
const fresh = () => contextOf(bench.db, pat.actor.userId, bench.pat.runtime);
const rowOf = async (slug: string) => (await listClusters(await fresh())).items.find((row) => row.slug === slug);
const register = (index: number, over: object = {}) => {
  const cluster = bench.demo.clusters[index];
  if (!cluster) throw new Error("no such demo cluster");
  const place = { environment: "production", displayName: cluster.slug, slug: cluster.slug };
  return registerCluster(pat, { kubeconfig: cluster.kubeconfig, context: cluster.slug, ...place, ...over });
};

beforeAll(async () => {
  bench = await openInventoryBench("pods:60", 2);
  pat = bench.pat;
  await saveEnvironment(pat, { slug: "production", name: "Production", rank: 2, isProduction: true });
  await saveEnvironment(pat, { slug: "staging", name: "Staging", rank: 1 });
});
afterAll(() => bench.close());

describe("before anything is stored", () => {
  it("shows the contexts of a kubeconfig with a free short name, and no secret", async () => {
    const [cluster] = bench.demo.clusters;
    const { contexts } = await inspectKubeconfig(pat, { kubeconfig: bench.demo.kubeconfig });
    expect(contexts).toHaveLength(2);
    expect(contexts[0]).toMatchObject({
      name: cluster?.slug,
      server: cluster?.server,
      credentialKind: "token",
      problems: [],
    });
    expect(JSON.stringify(contexts)).not.toContain(cluster?.token);
  });

  it("lists a refused context with the field and the rule beside the usable ones", async () => {
    const kubeconfig = bench.demo.kubeconfig.replace(/server: https:\/\/[^\n]+/, "server: http://plain.example.com");
    const { contexts } = await inspectKubeconfig(pat, { kubeconfig });
    const refused = contexts.filter((context) => context.problems.length > 0);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.problems[0]).toMatchObject({
      field: expect.stringContaining("server"),
      rule: expect.stringContaining("https"),
    });
  });

  it("connects once and says what the credential can do", async () => {
    const [cluster] = bench.demo.clusters;
    const checked = await checkContext(pat, { kubeconfig: cluster?.kubeconfig ?? "", context: cluster?.slug ?? "" });
    expect(checked.usable).toBe(true);
    expect(checked.diagnosis.steps.find((step) => step.id === "reachable")).toMatchObject({ state: "ok" });
    expect(await bench.db.prisma.cluster.count()).toBe(0);
  });

  it("leaves a row for each file that was read and each address that was connected to, without a secret", async () => {
    const [cluster] = bench.demo.clusters;
    const { kubeconfig = "", slug = "", server = "", token = "none" } = cluster ?? {};
    const closed = kubeconfig.replace(/:(\d+)\n/, ":9\n");
    await inspectKubeconfig(pat, { kubeconfig });
    await checkContext(pat, { kubeconfig, context: slug });
    expect((await checkContext(pat, { kubeconfig: closed, context: slug })).usable).toBe(false);
    const rows = await bench.db.prisma.auditEvent.findMany({ orderBy: { seq: "desc" }, take: 5 });
    const checks = { action: "cluster.check", targetKind: "cluster", actorId: pat.actor.userId };
    const elsewhere = server.replace(/:\d+$/, ":9");
    expect(rows.reverse()).toMatchObject([
      { action: "cluster.inspect", result: "succeeded", detail: { servers: [server], refused: 0 } },
      { ...checks, phase: "intent", targetName: server, detail: { context: slug } },
      { ...checks, phase: "outcome", result: "succeeded", targetName: server, detail: { usable: true } },
      { ...checks, phase: "intent", targetName: elsewhere },
      { ...checks, phase: "outcome", targetName: elsewhere, detail: { usable: false } },
    ]);
    expect(JSON.stringify(rows.map((row) => row.detail))).not.toContain(token);
  });

  it("refuses what cannot work, names the field, and stores nothing", async () => {
    const [cluster] = bench.demo.clusters;
    const broken = (cluster?.kubeconfig ?? "").replace(cluster?.token ?? "", `${cluster?.token.slice(0, -6)}AAAAAA`);
    const closed = (cluster?.kubeconfig ?? "").replace(/:(\d+)\n/, ":9\n");
    await expect(register(0, { kubeconfig: broken })).rejects.toMatchObject({
      code: "cluster_refused",
      fields: [{ field: "user" }],
    });
    await expect(register(0, { kubeconfig: closed })).rejects.toMatchObject({
      code: "cluster_unreachable",
      fields: [{ field: "server" }],
    });
    await expect(register(0, { environment: "nowhere" })).rejects.toMatchObject({ fields: [{ field: "environment" }] });
    await expect(register(0, { groups: ["nowhere"] })).rejects.toMatchObject({ fields: [{ field: "groups" }] });
    await expect(register(0, { context: "nowhere" })).rejects.toMatchObject({ fields: [{ field: "context" }] });
    await expect(register(0, { slug: "Not A Slug" })).rejects.toMatchObject({ fields: [{ field: "slug" }] });
    expect(await bench.db.prisma.cluster.count()).toBe(0);
    expect(await bench.db.prisma.clusterCredential.count()).toBe(0);
  });
});

describe("a registered cluster", () => {
  it("is connected, listed live with nodes and requests, and its credential is sealed", async () => {
    const [cluster] = bench.demo.clusters;
    await register(0);
    const known = { verdict: { level: "healthy" }, pods: 60, nodes: expect.any(Number) };
    await wait(async () => expect(await rowOf(cluster?.slug ?? "")).toMatchObject(known));
    const row = await rowOf(cluster?.slug ?? "");
    expect(row?.nodes).toBeGreaterThan(0);
    expect(row?.cpu.requested).toBeGreaterThan(0);
    expect(row?.version).toMatch(/^1\.\d+/);
    const stored = await bench.db.prisma.clusterCredential.findFirstOrThrow();
    expect(Buffer.from(stored.ciphertext).toString("latin1")).not.toContain(cluster?.token.slice(0, 20));
    const events = await bench.db.prisma.auditEvent.findMany({ where: { action: "cluster.register" } });
    expect(events.map((event) => event.phase)).toEqual(expect.arrayContaining(["intent", "outcome"]));
    expect(JSON.stringify(events.map((event) => event.detail))).not.toContain(cluster?.token.slice(0, 20));
  });

  it("is not registered twice: not under its name, and not under another one", async () => {
    await expect(register(0)).rejects.toMatchObject({ code: "bad_input", fields: [{ field: "slug" }] });
    await expect(register(0, { slug: "other" })).rejects.toMatchObject({
      code: "bad_input",
      fields: [{ field: "context" }],
    });
    expect(await bench.db.prisma.cluster.count()).toBe(1);
  });

  it("shows its nodes, credential and diagnosis to a platform engineer", async () => {
    const slug = bench.demo.clusters[0]?.slug ?? "";
    await diagnoseCluster(pat, slug);
    const detail = await getCluster(await fresh(), slug);
    expect(detail.items.length).toBeGreaterThan(0);
    expect(detail.items[0]).toMatchObject({ verdict: { level: "healthy" }, pods: expect.any(Number) });
    expect(detail.platform?.credentials).toMatchObject([
      { status: "active", kind: "token", fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) },
    ]);
    expect(detail.platform?.diagnosis?.finishedAt).toBeGreaterThan(0);
    expect(detail.platform?.registeredBy).toBe("pat");
  });

  it("leaves a row for each diagnosis, with the server that was asked", async () => {
    const { slug, server, id } = await bench.db.prisma.cluster.findFirstOrThrow();
    await diagnoseCluster(pat, slug);
    const where = { action: "cluster.diagnose" };
    const rows = (await bench.db.prisma.auditEvent.findMany({ where, orderBy: { seq: "desc" }, take: 2 })).reverse();
    const row = { targetName: slug, clusterId: id, detail: { server } };
    expect(rows).toMatchObject([
      { ...row, phase: "intent" },
      { ...row, phase: "outcome", result: "succeeded" },
    ]);
  });

  it("shows a developer only the granted namespaces and no nodes, and strangers nothing", async () => {
    const builder = inventoryBuilder(bench.db);
    const team = await builder.team("a-team");
    const dana = await signedIn(bench.db, "dana", "member", bench.pat.runtime);
    await builder.member(dana.actor.userId, team.id);
    const { id, slug } = await bench.db.prisma.cluster.findFirstOrThrow();
    await builder.grant({ teamId: team.id, clusterId: id, namespaces: ["team-a"], role: "developer" });
    const [row] = (await listClusters(dana)).items;
    expect(row).toMatchObject({ slug, namespaces: 1, cpu: { allocatable: undefined } });
    expect(row?.nodes).toBeUndefined();
    expect(row?.pods).toBe(15);
    const detail = await getCluster(dana, slug);
    expect(detail).toMatchObject({ items: [], may: { manage: false, nodes: false }, platform: undefined });
    expect(detail.namespaces.map((namespace) => namespace.name)).toEqual(["team-a"]);
    const stranger = await signedIn(bench.db, "stranger", "member", bench.pat.runtime);
    expect((await listClusters(stranger)).items).toEqual([]);
    await expect(getCluster(stranger, slug)).rejects.toMatchObject({ code: "not_found" });
  });

  it("shows a manager the sums without names of nodes or namespaces", async () => {
    const max = await signedIn(bench.db, "max", "manager", bench.pat.runtime);
    const { slug } = await bench.db.prisma.cluster.findFirstOrThrow();
    const detail = await getCluster(max, slug);
    expect(detail.cluster.nodes).toBeGreaterThan(0);
    expect(detail.cluster.cpu.allocatable).toBeGreaterThan(0);
    expect(detail).toMatchObject({ items: [], namespaces: [], may: { nodes: false }, platform: undefined });
  });

  it("can be paused and resumed: the fleet lets it go and connects it again", async () => {
    const { id, slug } = await bench.db.prisma.cluster.findFirstOrThrow();
    await pauseCluster(pat, slug);
    expect(bench.fleet.cluster(id)).toBeUndefined();
    expect(await rowOf(slug)).toMatchObject({ verdict: { label: "Paused" }, freshness: { state: "paused" } });
    await expect(pauseCluster(pat, slug)).rejects.toMatchObject({ code: "conflict" });
    await expect(diagnoseCluster(pat, slug)).rejects.toMatchObject({ code: "conflict" });
    await resumeCluster(pat, slug);
    await wait(async () => expect(await rowOf(slug)).toMatchObject({ verdict: { label: "Healthy" } }));
  });

  it("moves to another environment and into groups, which changes who reaches it", async () => {
    const { slug } = await bench.db.prisma.cluster.findFirstOrThrow();
    await saveClusterGroup(pat, { slug: "core", name: "Core" });
    const before = (await bench.db.prisma.user.findFirstOrThrow()).accessEpoch;
    await updateCluster(pat, slug, { displayName: "Renamed", environment: "staging", groups: ["core"] });
    expect(await rowOf(slug)).toMatchObject({
      displayName: "Renamed",
      environment: { slug: "staging" },
      groups: [{ slug: "core" }],
    });
    expect((await bench.db.prisma.user.findFirstOrThrow()).accessEpoch).toBeGreaterThan(before);
    const stale = updateCluster(pat, slug, { displayName: "Lost", environment: "staging", version: 1 });
    await expect(stale).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("rotating a credential", () => {
  const credentials = () => bench.db.prisma.clusterCredential.findMany({ orderBy: { createdAt: "asc" } });

  it("takes a new one only when the same cluster answers with it", async () => {
    const [own, other] = bench.demo.clusters;
    const slug = own?.slug ?? "";
    const foreign = rotateCredential(pat, slug, { kubeconfig: other?.kubeconfig ?? "" });
    await expect(foreign).rejects.toMatchObject({ code: "bad_input", fields: [{ field: "server" }] });
    const same = rotateCredential(pat, slug, { kubeconfig: own?.kubeconfig ?? "" });
    await expect(same).rejects.toMatchObject({ code: "bad_input", fields: [{ field: "user" }] });
    expect((await credentials()).map((row) => row.status)).toEqual(["active"]);
  });

  it("keeps the previous one until the rotation is finished, and can return to it", async () => {
    const own = bench.demo.clusters[0];
    const slug = own?.slug ?? "";
    await rotateCredential(pat, slug, { kubeconfig: own?.adminKubeconfig ?? "" });
    expect((await credentials()).map((row) => [row.kind, row.status])).toEqual([
      ["token", "previous"],
      ["client_certificate", "active"],
    ]);
    await wait(async () => expect(await rowOf(slug)).toMatchObject({ verdict: { label: "Healthy" } }));
    await abortRotation(pat, slug);
    expect((await credentials()).map((row) => [row.kind, row.status])).toEqual([["token", "active"]]);
    await rotateCredential(pat, slug, { kubeconfig: own?.adminKubeconfig ?? "" });
    await finishRotation(pat, slug);
    expect((await credentials()).map((row) => [row.kind, row.status])).toEqual([["client_certificate", "active"]]);
    await expect(abortRotation(pat, slug)).rejects.toMatchObject({ code: "conflict" });
    await wait(async () => expect(await rowOf(slug)).toMatchObject({ verdict: { label: "Healthy" } }));
  });
});

describe("who may", () => {
  it("refuses everybody but platform engineers, and changes nothing", async () => {
    const { slug } = await bench.db.prisma.cluster.findFirstOrThrow();
    const kubeconfig = bench.demo.clusters[1]?.kubeconfig ?? "";
    const context = bench.demo.clusters[1]?.slug ?? "";
    const denied = () => bench.db.prisma.auditEvent.count({ where: { result: "denied" } });
    for (const role of ["member", "manager"] as const) {
      const before = await denied();
      const viewer = await signedIn(bench.db, `viewer-${role}`, role, bench.pat.runtime);
      const attempts = [
        () => inspectKubeconfig(viewer, { kubeconfig }),
        () => checkContext(viewer, { kubeconfig, context }),
        () =>
          registerCluster(viewer, { kubeconfig, context, slug: "mine", displayName: "Mine", environment: "staging" }),
        () => pauseCluster(viewer, slug),
        () => resumeCluster(viewer, slug),
        () => updateCluster(viewer, slug, { displayName: "x", environment: "staging" }),
        () => removeCluster(viewer, slug, { confirm: slug }),
        () => rotateCredential(viewer, slug, { kubeconfig }),
        () => finishRotation(viewer, slug),
        () => abortRotation(viewer, slug),
        () => diagnoseCluster(viewer, slug),
        () => saveEnvironment(viewer, { slug: "x", name: "X", rank: 1 }),
        () => saveClusterGroup(viewer, { slug: "x", name: "X" }),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
      expect(await denied()).toBe(before + attempts.length);
    }
    expect(await bench.db.prisma.cluster.count()).toBe(1);
  });
});

describe("removing a cluster", () => {
  it("needs its name typed, then forgets it with its credentials and grants", async () => {
    const { id, slug } = await bench.db.prisma.cluster.findFirstOrThrow();
    await expect(removeCluster(pat, slug, { confirm: "wrong" })).rejects.toMatchObject({
      fields: [{ field: "confirm" }],
    });
    await removeCluster(pat, slug, { confirm: slug });
    expect(bench.fleet.cluster(id)).toBeUndefined();
    expect(await bench.db.prisma.clusterCredential.count()).toBe(0);
    expect(await bench.db.prisma.grant.count({ where: { clusterId: id } })).toBe(0);
    expect((await listClusters(await fresh())).items).toEqual([]);
  });
});
