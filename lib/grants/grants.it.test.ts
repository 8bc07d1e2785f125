import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { decide } from "#lib/access/decide";
import { inventoryBuilder } from "#lib/access/testing";
import { testFleet, testMeta } from "#lib/access/testing-fleet";
import type { Context } from "#lib/context";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import { contextOf, signedIn } from "../../test/verb-context.ts";
import { createGrant } from "./create-grant.ts";
import { extendGrant } from "./extend-grant.ts";
import { listGrantChoices } from "./list-grant-choices.ts";
import { listGrants } from "./list-grants.ts";
import { previewGrant } from "./preview-grant.ts";
import { restoreGrant } from "./restore-grant.ts";
import { revokeGrant } from "./revoke-grant.ts";
import type { CreateGrantInput } from "./schemas.ts";

const DAY = 86_400_000;
let db: TestDatabase;
let pat: Context;
let dana: Context;
let teamId: string;
let clusterId: string;
let grant: CreateGrantInput;

const podsIn = (namespace: string) => ({
  kind: "resource" as const,
  clusterId,
  namespace,
  capability: { group: "", resource: "pods", subresource: "", verb: "list" as const },
});

beforeAll(async () => {
  db = await openTestDatabase();
  const builder = inventoryBuilder(db);
  clusterId = (await builder.cluster("eu-prod")).id;
  teamId = (await builder.team("payments")).id;
  const names = ["kube-system", "pay-api", "pay-web", "search"];
  const rows = names.map((name) => ({ ...testMeta("", name), phase: "Active", labels: {} }));
  const fleet = testFleet({ [clusterId]: { Namespace: rows } });
  pat = await signedIn(db, "pat", "platform", { fleet });
  dana = await signedIn(db, "dana");
  await builder.member(dana.actor.userId, teamId);
});
beforeEach(async () => {
  await db.prisma.grant.deleteMany();
  grant = {
    subject: { kind: "team", id: teamId },
    target: { kind: "cluster", id: clusterId },
    namespaces: ["pay-*"],
    role: "developer",
    reason: "runs payments",
  };
});
afterAll(() => db.close());

describe("a grant", () => {
  it("opens the namespaces for the team's members, and closes them when it is revoked", async () => {
    const { id } = await createGrant(pat, grant);
    const during = await contextOf(db, dana.actor.userId);
    expect(during.actor.epoch).toBeGreaterThan(dana.actor.epoch);
    expect((await decide(during, podsIn("pay-api"))).allowed).toBe(true);
    expect((await decide(during, podsIn("search"))).allowed).toBe(false);
    await revokeGrant(pat, id);
    const after = await contextOf(db, dana.actor.userId);
    expect(after.actor.epoch).toBeGreaterThan(during.actor.epoch);
    expect((await decide(after, podsIn("pay-api"))).allowed).toBe(false);
  });

  it("can be taken back by whoever revoked it, once and only for two minutes", async () => {
    const { id } = await createGrant(pat, grant);
    await revokeGrant(pat, id);
    const restored = await restoreGrant(pat, id);
    expect((await listGrants(pat)).items.map((row) => [row.id === restored.id, row.state])).toEqual([
      [true, "active"],
      [false, "revoked"],
    ]);
    await expect(restoreGrant(pat, id)).rejects.toMatchObject({ code: "conflict" });
    await revokeGrant(pat, restored.id);
    const paula = await signedIn(db, `paula${restored.id.slice(-6)}`, "platform");
    await expect(restoreGrant(paula, restored.id)).rejects.toMatchObject({ code: "conflict" });
    const late = new Date(Date.now() - 3 * 60_000);
    await db.prisma.grant.update({ where: { id: restored.id }, data: { revokedAt: late } });
    await expect(restoreGrant(pat, restored.id)).rejects.toMatchObject({ code: "conflict" });
  });

  it("is not made twice", async () => {
    await createGrant(pat, grant);
    await expect(createGrant(pat, { ...grant, namespaces: ["pay-*", "pay-*"] })).rejects.toMatchObject({
      code: "bad_input",
      fields: [{ field: "namespaces" }],
    });
  });

  it.each([
    ["no reason", { reason: "  " }, "reason"],
    ["an end that has passed", { expiresAt: 1 }, "expiresAt"],
    ["an end before the start", { startsAt: Date.now() + 2 * DAY, expiresAt: Date.now() + DAY }, "expiresAt"],
    ["no namespace", { namespaces: [] }, "namespaces"],
    ["a namespace that cannot exist", { namespaces: ["Pay_API"] }, "namespaces.0"],
    [
      "a team that does not exist",
      { subject: { kind: "team" as const, id: "00000000-0000-7000-8000-000000000000" } },
      "subject",
    ],
  ])("names the field: %s", async (_name, over, field) => {
    await expect(createGrant(pat, { ...grant, ...over })).rejects.toMatchObject({
      code: "bad_input",
      fields: [{ field }],
    });
    expect(await db.prisma.grant.count()).toBe(0);
  });

  it("can be extended, also after it expired, but not after it was revoked", async () => {
    const { id } = await createGrant(pat, { ...grant, expiresAt: Date.now() + DAY });
    expect((await listGrants(pat)).items[0]).toMatchObject({ state: "active", endsSoon: true });
    await extendGrant(pat, id, { expiresAt: null, reason: "stays" });
    expect((await listGrants(pat)).items[0]).toMatchObject({ state: "active", endsSoon: false, expiresAt: undefined });
    await revokeGrant(pat, id);
    const extend = extendGrant(pat, id, { expiresAt: Date.now() + DAY, reason: "again" });
    await expect(extend).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("the preview", () => {
  it("shows which namespaces match now and counts the people, and stores nothing", async () => {
    const preview = await previewGrant(pat, { ...grant, namespaces: ["pay-*", "later"] });
    expect(preview.clusters).toEqual([
      { slug: "eu-prod", name: "eu-prod", namespaces: ["pay-api", "pay-web"], known: 4, complete: true },
    ]);
    expect(preview).toMatchObject({ unmatched: ["later"], warnings: [], people: 1 });
    expect(await db.prisma.grant.count()).toBe(0);
  });

  it.each([
    [["*"], "developer", "all-namespaces"],
    [["kube-*"], "viewer", "system-namespace"],
    [["pay-api"], "platform", "platform-role"],
    [["nothing-*"], "viewer", "matches-nothing"],
  ] as const)("warns about %j as %s", async (namespaces, role, code) => {
    const preview = await previewGrant(pat, { target: grant.target, namespaces: [...namespaces], role });
    expect(preview.warnings.map((warning) => warning.code)).toContain(code);
  });
});

describe("who may", () => {
  it("refuses a viewer every change and every look at all grants", async () => {
    const { id } = await createGrant(pat, grant);
    const attempts = [
      () => createGrant(dana, grant),
      () => revokeGrant(dana, id),
      () => restoreGrant(dana, id),
      () => extendGrant(dana, id, { expiresAt: null, reason: "mine" }),
      () => previewGrant(dana, grant),
      () => listGrantChoices(dana),
      () => listGrants(dana),
      () => listGrants(dana, { team: "payments" }),
      () => listGrants(dana, { team: "nowhere" }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    expect((await listGrants(pat)).items).toHaveLength(1);
  });

  it("shows an owner the grants of the own team only", async () => {
    const builder = inventoryBuilder(db);
    const owner = await signedIn(db, "owner");
    await builder.member(owner.actor.userId, teamId, "owner");
    const other = await builder.team("other");
    await builder.grant({ teamId: other.id, clusterId, namespaces: ["x"] });
    await createGrant(pat, grant);
    expect((await listGrants(owner, { team: "payments" })).items).toHaveLength(1);
    await expect(listGrants(owner, { team: "other" })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("does not tell owners in which environment a cluster stands that they do not see", async () => {
    const owner = await signedIn(db, "petra");
    await inventoryBuilder(db).member(owner.actor.userId, teamId, "owner");
    const { environmentId } = await db.prisma.cluster.findUniqueOrThrow({ where: { id: clusterId } });
    const target = { kind: "environment" as const, id: environmentId };
    const { id } = await createGrant(pat, { ...grant, target });
    const ask = async (cluster: string) => {
      const ctx = await contextOf(db, owner.actor.userId);
      return (await listGrants(ctx, { team: "payments", cluster })).items.map((row) => row.id);
    };
    expect(await ask("eu-prod")).toEqual([id]);
    await revokeGrant(pat, id);
    expect(await ask("eu-prod")).toEqual(await ask("no-such-cluster"));
    expect((await listGrants(pat, { cluster: "eu-prod" })).items).toHaveLength(1);
    const named = await createGrant(pat, grant);
    await revokeGrant(pat, named.id);
    expect(await ask("eu-prod")).toEqual([named.id]);
  });
});
