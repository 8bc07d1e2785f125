import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Clock, systemClock } from "#lib/core/clock";
import { newId } from "#lib/core/ids";
import { silentLog } from "#lib/core/log";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import { bumpEpochs } from "./bump-epochs.ts";
import { bumpTeamEpochs } from "./bump-team-epochs.ts";
import { decide } from "./decide.ts";
import { explainAccess } from "./explain-access.ts";
import { kindCapability } from "./kind-capability.ts";
import { openAccessEngine } from "./open-engine.ts";
import { readRows } from "./read-rows.ts";
import { readSummaryRows } from "./read-summary-rows.ts";
import { scopeOf } from "./scope-of.ts";
import { inventoryBuilder, testContext } from "./testing.ts";
import { testFleet, testMeta } from "./testing-fleet.ts";

let db: TestDatabase;
let count = 0;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

/** A team with one member, one cluster, and a grant on one namespace. */
async function smallPortal() {
  const build = inventoryBuilder(db);
  const number = ++count;
  const user = await build.user(`user-${number}`);
  const team = await build.team(`team-${number}`);
  await build.member(user.id, team.id);
  const cluster = await build.cluster(`cluster-${number}`);
  const grant = await build.grant({ teamId: team.id, clusterId: cluster.id, namespaces: ["shop"] });
  return { build, user, team, cluster, grant };
}

const pods = kindCapability("Pod");

describe("a change of access", () => {
  test("counts for the next request of this process and, within a second, of another", async () => {
    const { user, team, cluster, grant } = await smallPortal();
    const time = { now: Date.now(), passed: 0 };
    const clock: Clock = { ...systemClock, now: () => time.now, monotonic: () => time.passed };
    const ctx = await testContext({ db, userId: user.id, clock });
    const otherProcess = await testContext({ db, userId: user.id, clock });
    const ask = (context: typeof ctx) =>
      decide(context, { kind: "resource", clusterId: cluster.id, namespace: "shop", capability: pods });
    expect((await ask(ctx)).allowed && (await ask(otherProcess)).allowed).toBe(true);
    const told: string[] = [];
    otherProcess.runtime.access.onAccessChange((userIds) => told.push(...userIds));
    await db.prisma.$transaction(async (tx) => {
      await tx.grant.update({ where: { id: grant.id }, data: { revokedAt: new Date(time.now) } });
      await bumpTeamEpochs(tx, team.id);
    });
    await ctx.runtime.access.refresh();
    expect(await ask(ctx)).toEqual({ allowed: false, why: "no-grant" });
    time.passed += 801;
    expect(await ask(otherProcess)).toEqual({ allowed: false, why: "no-grant" });
    await otherProcess.runtime.access.refresh();
    expect(told).toEqual([user.id]);
  });

  test("of a cluster group reaches those whose grant names the group", async () => {
    const { build, user, cluster } = await smallPortal();
    const group = await build.group(`group-${count}`);
    await build.grant({ userId: user.id, clusterGroupId: group.id, namespaces: ["in-group"] });
    const ctx = await testContext({ db, userId: user.id });
    const ask = () => decide(ctx, { kind: "resource", clusterId: cluster.id, namespace: "in-group", capability: pods });
    expect((await ask()).allowed).toBe(false);
    await db.prisma.$transaction(async (tx) => {
      await tx.clusterGroupMember.create({ data: { groupId: group.id, clusterId: cluster.id } });
      await bumpEpochs(tx, "everyone");
    });
    await ctx.runtime.access.refresh();
    expect((await ask()).allowed).toBe(true);
  });

  test("that is rolled back raises no epoch", async () => {
    const { user } = await smallPortal();
    const failing = db.prisma.$transaction(async (tx) => {
      await bumpEpochs(tx, [user.id]);
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    expect((await db.prisma.user.findUniqueOrThrow({ where: { id: user.id } })).accessEpoch).toBe(user.accessEpoch);
  });

  test("of many at once waits its turn and loses none", async () => {
    const { user } = await smallPortal();
    await Promise.all(Array.from({ length: 8 }, () => db.prisma.$transaction((tx) => bumpEpochs(tx, [user.id]))));
    expect((await db.prisma.user.findUniqueOrThrow({ where: { id: user.id } })).accessEpoch).toBe(user.accessEpoch + 8);
  });

  test("is polled by an engine that was opened, until it is stopped", async () => {
    const { user } = await smallPortal();
    const engine = openAccessEngine({ db, clock: systemClock, log: silentLog });
    const told = Promise.withResolvers<ReadonlySet<string>>();
    engine.onAccessChange(told.resolve);
    await engine.snapshotOf(user.id);
    await db.prisma.$transaction((tx) => bumpEpochs(tx, [user.id]));
    expect([...(await told.promise)]).toEqual([user.id]);
    engine.stop();
  });
});

describe("rows", () => {
  test("a paused cluster says so, an unconnected one is starting, a kind that is not granted is forbidden, not empty", async () => {
    const { build, user, cluster } = await smallPortal();
    const paused = await build.cluster(`paused-${count}`);
    const missing = await build.cluster(`starting-${count}`);
    for (const target of [paused, missing])
      await build.grant({ userId: user.id, clusterId: target.id, namespaces: ["shop"] });
    await db.prisma.cluster.update({ where: { id: paused.id }, data: { state: "paused" } });
    const fleet = testFleet({ [cluster.id]: { Secret: [testMeta("shop", "password")] } });
    const ctx = await testContext({ db, userId: user.id, fleet });
    const scope = await scopeOf(ctx);
    const states = (kind: "Pod" | "Secret") =>
      readRows(ctx, { scope, kind }).freshness.map(({ slug, state }) => [slug, state]);
    expect(states("Pod")).toEqual([
      [cluster.slug, "live"],
      [paused.slug, "paused"],
      [missing.slug, "starting"],
    ]);
    expect(states("Secret")[0]).toEqual([cluster.slug, "forbidden"]);
    expect(readRows(ctx, { scope, kind: "Secret" }).rows).toEqual([]);
  });

  test("narrowing by cluster and namespace passes over what is foreign or unknown", async () => {
    const { user, cluster } = await smallPortal();
    const foreign = await inventoryBuilder(db).cluster(`foreign-${count}`);
    const rows = { ConfigMap: [testMeta("shop", "one"), testMeta("other", "two")] };
    const ctx = await testContext({
      db,
      userId: user.id,
      fleet: testFleet({ [cluster.id]: rows, [foreign.id]: rows }),
    });
    const scope = await scopeOf(ctx);
    const read = (clusterIds?: string[], namespaces?: string[]) =>
      readRows(ctx, { scope, kind: "ConfigMap", clusterIds, namespaces: namespaces && new Set(namespaces) }).rows.map(
        ({ row }) => row.name,
      );
    expect(read()).toEqual(["one"]);
    expect(read([foreign.id, "unknown", cluster.id])).toEqual(["one"]);
    expect(read([foreign.id])).toEqual([]);
    expect(read(undefined, ["other"])).toEqual([]);
    expect(read(undefined, ["other", "shop"])).toEqual(["one"]);
  });

  test("sums need fleet.summary, and give managers rows to add up but none to list", async () => {
    const { build, user, cluster } = await smallPortal();
    const manager = await build.user(`manager-${count}`, "manager");
    const fleet = testFleet({
      [cluster.id]: { ResourceQuota: [{ ...testMeta("shop", "quota"), items: [], scoped: false }] },
    });
    const ctx = await testContext({ db, userId: manager.id, fleet });
    const summary = await readSummaryRows(ctx, { kind: "ResourceQuota" });
    expect(summary.clusters.find((entry) => entry.cluster.id === cluster.id)?.rows.length).toBe(1);
    expect(readRows(ctx, { scope: await scopeOf(ctx), kind: "ResourceQuota" }).rows).toEqual([]);
    const member = await testContext({ db, userId: user.id, fleet });
    await expect(readSummaryRows(member, { kind: "ResourceQuota" })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("explaining access", () => {
  test("agrees with the decision and finds the grant that ended", async () => {
    const { build, user, cluster, grant } = await smallPortal();
    const platform = await build.user(`platform-${count}`, "platform");
    const ctx = await testContext({ db, userId: platform.id });
    const question = { userId: user.id, cluster: cluster.slug, namespace: "shop", ...pods };
    const allowed = await explainAccess(ctx, question);
    expect(allowed.chains.map((chain) => chain.map((step) => step.kind))).toEqual([
      ["person", "team", "grant", "role"],
    ]);
    await db.prisma.grant.update({
      where: { id: grant.id },
      data: { expiresAt: new Date(Date.now() - 3 * 86_400_000 - 1_000) },
    });
    const refused = await explainAccess(ctx, question);
    expect(refused.misses[0]).toMatchObject({ code: "expired", grantId: grant.id });
    expect(refused.misses[0]?.sentence).toMatch(/ended 3 days ago\.$/);
  });

  test("is for platform engineers, and unknown people and clusters are not found", async () => {
    const { build, user, cluster } = await smallPortal();
    const question = { userId: user.id, cluster: cluster.slug, namespace: "shop", ...pods };
    await expect(explainAccess(await testContext({ db, userId: user.id }), question)).rejects.toMatchObject({
      code: "forbidden",
    });
    const platform = await build.user(`platform-x-${count}`, "platform");
    const ctx = await testContext({ db, userId: platform.id });
    await expect(explainAccess(ctx, { ...question, userId: newId() })).rejects.toMatchObject({ code: "not_found" });
    await expect(explainAccess(ctx, { ...question, cluster: "unknown" })).rejects.toMatchObject({ code: "not_found" });
  });
});
