import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inventoryBuilder, testContext } from "#lib/access/testing";
import type { Context } from "#lib/context";
import { newId } from "#lib/core/ids";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import { appendEvent } from "./append-event.ts";
import type { AuditEntry } from "./audit-entry.ts";
import { listAudit } from "./list-audit.ts";
import { recordAudit } from "./record-audit.ts";
import type { AuditFilter } from "./schemas.ts";
import { withAudit } from "./with-audit.ts";

let db: TestDatabase;
let platform: Context;
let member: Context;
let owner: Context;
let teamId: string;
let clusterId: string;

beforeAll(async () => {
  db = await openTestDatabase();
  const build = inventoryBuilder(db);
  const [root, ada, olga, team, cluster] = [
    await build.user("root", "platform"),
    await build.user("ada"),
    await build.user("olga"),
    await build.team("payments"),
    await build.cluster("eu-prod"),
  ];
  await build.member(ada.id, team.id);
  await build.member(olga.id, team.id, "owner");
  teamId = team.id;
  clusterId = cluster.id;
  const contexts = [root, ada, olga].map((user) => testContext({ db, userId: user.id }));
  [platform, member, owner] = (await Promise.all(contexts)) as [Context, Context, Context];
});
afterAll(() => db.close());

const entry: AuditEntry = {
  action: "grant.create",
  targetKind: "grant",
  targetName: "payments on edge",
  detail: { role: "viewer" },
};

describe("reading", () => {
  test("platform engineers see everything, owners what concerns their team, others what they did", async () => {
    await recordAudit(platform, { ...entry, result: "succeeded", targetName: "for the team", teamId });
    await recordAudit(platform, { ...entry, result: "succeeded", targetName: "elsewhere" });
    await recordAudit(member, { ...entry, result: "succeeded", targetName: "by ada" });
    await recordAudit(owner, { ...entry, result: "succeeded", targetName: "by olga" });
    const names = async (ctx: Context) => new Set((await listAudit(ctx, {})).items.map((row) => row.target.name));
    expect([...(await names(platform))]).toEqual(
      expect.arrayContaining(["for the team", "elsewhere", "by ada", "by olga"]),
    );
    expect(await names(owner)).toEqual(new Set(["for the team", "by olga"]));
    const mine = await listAudit(member, {});
    expect(mine.items.every((row) => row.actorId === member.actor.userId)).toBe(true);
    expect((await names(member)).has("by ada")).toBe(true);
  });

  test("managers, and people who were suspended, see nothing", async () => {
    const build = inventoryBuilder(db);
    const manager = await build.user("mona", "manager");
    await expect(listAudit(await testContext({ db, userId: manager.id }), {})).rejects.toMatchObject({
      code: "forbidden",
    });
    const gone = await build.user("gone", "platform");
    await db.prisma.user.update({ where: { id: gone.id }, data: { status: "suspended" } });
    await expect(listAudit(await testContext({ db, userId: gone.id }), {})).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("pages join without gap or repetition while new rows arrive", async () => {
    const first = await listAudit(platform, { limit: 7 });
    await recordAudit(platform, { ...entry, result: "succeeded", targetName: "new" });
    const seen = [...first.items];
    let cursor = first.nextCursor;
    while (cursor) {
      const page = await listAudit(platform, { limit: 7, cursor });
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    const all = await listAudit(platform, { limit: 200 });
    expect(seen.map((row) => row.id)).toEqual(all.items.slice(1).map((row) => row.id));
  });

  test("the cursor of a page tells nothing of what others did in between", async () => {
    for (const targetName of ["first", "second", "third"]) {
      await recordAudit(member, { ...entry, result: "succeeded", targetName });
      await recordAudit(platform, { ...entry, result: "succeeded", targetName: "not ada's" });
    }
    const page = await listAudit(member, { limit: 2 });
    expect(page.items.map((row) => row.target.name)).toEqual(["third", "second"]);
    expect(page.nextCursor).toBe(page.items[1]?.id);
    const next = await listAudit(member, { limit: 1, cursor: page.nextCursor });
    expect(next.items.map((row) => row.target.name)).toEqual(["first"]);
    const foreign = (await listAudit(platform, { limit: 1 })).items[0]?.id;
    const refusals = [foreign, "00000000-0000-7000-8000-000000000000"].map((cursor) =>
      listAudit(member, { cursor }).catch((error: unknown) => JSON.stringify(error) + String(error)),
    );
    const [other, unknown] = await Promise.all(refusals);
    expect(other).toContain("cursor");
    expect(other).toBe(unknown);
  });

  test("an intent is listed only while it has no outcome", async () => {
    await withAudit(platform, entry, async () => {});
    const listed = (await listAudit(platform, { limit: 200 })).items;
    const stored = await db.prisma.auditEvent.findMany({ where: { phase: "intent" }, select: { id: true } });
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.filter(({ id }) => listed.some((row) => row.id === id))).toEqual([]);
  });
});

/** Targets of the rows that a filter finds, the newest first, read in pages of `limit`. */
async function find(q: string, { ctx = platform, ...more }: AuditFilter & { ctx?: Context } = {}): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAudit(ctx, { q, cursor, ...more });
    names.push(...page.items.map((row) => row.target.name));
    cursor = page.nextCursor;
  } while (cursor);
  return names;
}

describe("filtering", () => {
  const ARE = "target:f-*";

  beforeAll(async () => {
    const record = (ctx: Context, targetName: string, more: Partial<Parameters<typeof recordAudit>[1]>) =>
      recordAudit(ctx, { ...entry, result: "succeeded", ...more, targetName });
    await record(platform, "f-team", { action: "team.create", result: "denied", teamId });
    await record(member, "f-cluster", { action: "cluster.pause", clusterId, namespace: "checkout", result: "failed" });
    await record({ ...platform, requestId: "req-42" }, "f-member", {
      ...{ action: "team.member.add", teamId, detail: { email: "finn@example.com" } },
    });
    await db.prisma.$transaction((tx) =>
      appendEvent(tx, owner, { ...entry, targetName: "f-50%_off" }, { phase: "intent", result: "allowed" }),
    );
  });

  test.each([
    ["who:ada", ["f-cluster"]],
    ["who:ADA@example.com", ["f-cluster"]],
    ["who:root,ada", ["f-member", "f-cluster", "f-team"]],
    ["-who:root", ["f-50%_off", "f-cluster"]],
    ["action:team", ["f-member", "f-team"]],
    ["action:team.create", ["f-team"]],
    ["action:tea", []],
    ["action:*.pause", ["f-cluster"]],
    ["-action:team", ["f-50%_off", "f-cluster"]],
    ["target:f-team", ["f-team"]],
    ["target:*EAM", ["f-team"]],
    ["target:f-50%_off", ["f-50%_off"]],
    ["target:f-__am", []],
    ["outcome:denied", ["f-team"]],
    ["outcome:unfinished", ["f-50%_off"]],
    ["outcome:denied,failed", ["f-cluster", "f-team"]],
    ["cluster:eu-*", ["f-cluster"]],
    ["cluster:unknown", []],
    ["-cluster:eu-prod", ["f-50%_off", "f-member", "f-team"]],
    ["namespace:checkout", ["f-cluster"]],
    ["team:payments", ["f-member", "f-team"]],
    ["-team:payments", ["f-50%_off", "f-cluster"]],
    ["request:req-42", ["f-member"]],
    ["checkout", ["f-cluster"]],
    ["EU-PROD", ["f-cluster"]],
    ["finn@", ["f-member"]],
    ["paused", ["f-cluster"]],
    ['"paused the"', ["f-cluster"]],
    ["-paused ada", []],
    ["%", ["f-50%_off"]],
    ["\\", []],
    ["who:ada outcome:failed eu-prod", ["f-cluster"]],
    ["who:ada outcome:denied", []],
    ["'; DROP TABLE audit_events; --", []],
  ])("%s", async (q, names) => {
    expect(await find(`${ARE} ${q}`)).toEqual(names);
    expect(await find(`${ARE} ${q}`, { limit: 1 }), "page by page").toEqual(names);
  });

  test("by time", async () => {
    const [row] = (await listAudit(platform, { q: "target:f-team" })).items;
    const at = row?.at ?? 0;
    expect(await find("target:f-team", { from: at })).toEqual(["f-team"]);
    expect(await find("target:f-team", { from: at, to: at + 1 })).toEqual(["f-team"]);
    expect(await find("target:f-team", { to: at })).toEqual([]);
    expect(await find("target:f-team", { from: at + 1 })).toEqual([]);
  });

  test("one row by its id, or by that of the row that began it; what is foreign is as what does not exist", async () => {
    const ids = async (ctx: Context, id: string) => (await listAudit(ctx, { id })).items.map((row) => row.id);
    const [own] = (await listAudit(member, {})).items;
    expect(await ids(member, own?.id ?? "")).toEqual([own?.id]);
    const [foreign] = (await listAudit(platform, { q: "target:f-team" })).items;
    expect(await ids(member, foreign?.id ?? "")).toEqual([]);
    expect(await ids(member, newId())).toEqual([]);
    await withAudit(platform, { ...entry, targetName: "began" }, async () => {});
    const intent = await db.prisma.auditEvent.findFirstOrThrow({ where: { phase: "intent", targetName: "began" } });
    const [end] = (await listAudit(platform, { q: "target:began" })).items;
    expect(end?.result).toBe("succeeded");
    expect(await ids(platform, intent.id)).toEqual([end?.id]);
  });

  test("only what came after a row; one of others is refused like none", async () => {
    const [newest] = (await listAudit(member, {})).items;
    expect(await find("", { ctx: member, after: newest?.id })).toEqual([]);
    await recordAudit(member, { ...entry, result: "succeeded", targetName: "later" });
    await recordAudit(platform, { ...entry, result: "succeeded", targetName: "later, by others" });
    expect(await find("", { ctx: member, after: newest?.id })).toEqual(["later"]);
    expect(await find("target:nothing", { ctx: member, after: newest?.id })).toEqual([]);
    const foreign = (await listAudit(platform, { q: "who:root", limit: 1 })).items[0]?.id;
    const refusals = [foreign, newId()].map((after) =>
      listAudit(member, { after }).catch((error: unknown) => JSON.stringify(error) + String(error)),
    );
    const [other, unknown] = await Promise.all(refusals);
    expect(other).toContain("after");
    expect(other).toBe(unknown);
  });

  test("a filter finds nothing that the list does not show, and no address that it does not show", async () => {
    const visible = new Set((await listAudit(owner, { limit: 200 })).items.map((row) => row.id));
    for (const q of ["", "-who:nobody", "who:*", "-action:nothing", "root", "action:team", `${ARE} e`, "-x,y"]) {
      const found = (await listAudit(owner, { q, limit: 200 })).items;
      expect(
        found.filter((row) => !visible.has(row.id)),
        q,
      ).toEqual([]);
    }
    expect(await find("who:root action:team", { ctx: owner })).toEqual(["f-member", "f-team"]);
    expect(await find("who:root@example.com", { ctx: owner })).toEqual([]);
  });

  test("texts that are too long or ask for too much are refused", async () => {
    const many = Array.from({ length: 11 }, (_, index) => `a${index}`);
    for (const q of ["a\0b", "x".repeat(301), many.join(" "), `who:${many.join(",")}`]) {
      await expect(listAudit(platform, { q })).rejects.toMatchObject({ code: "bad_input" });
    }
    expect(await find(`who:${many.slice(1).join(",")}`)).toEqual([]);
  });
});

describe("a long audit", () => {
  const ROWS = 25_000;

  beforeAll(async () => {
    // Rows of a chain that nobody verifies here.
    await db.prisma.$executeRawUnsafe(`
      INSERT INTO audit_events (seq, id, at, phase, actor_name, action, target_kind, target_name, result, detail, prev_hash, hash)
      SELECT nextval('audit_events_seq_seq'), gen_random_uuid(), now() + interval '1 hour', 'event', 'filler',
             'session.sign-in', 'user', 'filler', 'succeeded', '{}', sha256(('p' || i)::bytea), sha256(('h' || i)::bytea)
        FROM generate_series(1, ${ROWS}) i`);
  });

  test("is searched piece by piece: each answer says how far it looked, and nothing is lost", async () => {
    const first = await listAudit(platform, { q: "target:f-*" });
    expect(first).toMatchObject({ items: [], searchedTo: expect.any(Number), nextCursor: expect.any(String) });
    const second = await listAudit(platform, { q: "target:f-*", cursor: first.nextCursor });
    expect(second.items.map((row) => row.target.name)).toEqual(["f-50%_off", "f-member", "f-cluster", "f-team"]);
    expect(second).not.toHaveProperty("nextCursor", expect.anything());
    expect(await find("who:filler", { limit: 200 })).toHaveLength(ROWS);
    expect(await find("-who:filler", { limit: 3 })).toEqual(
      (await listAudit(platform, { to: first.searchedTo, limit: 200 })).items.map((row) => row.target.name),
    );
  });

  test("counts what is new without looking behind the row that it is newer than", async () => {
    const [, , third] = (await listAudit(platform, { q: "who:filler", limit: 3 })).items;
    const newer = await listAudit(platform, { q: "who:filler", after: third?.id });
    expect(newer.items).toHaveLength(2);
    expect([newer.nextCursor, newer.searchedTo]).toEqual([undefined, undefined]);
  });

  test("is searched no further back than asked for, and at once for what is one's own", async () => {
    const { searchedTo = 0 } = await listAudit(platform, { q: "target:f-*" });
    expect(await listAudit(platform, { q: "target:f-*", from: searchedTo + 1 })).toEqual({ items: [] });
    expect((await listAudit(member, { q: "target:f-*" })).items).toHaveLength(1);
    expect(await listAudit(platform, { limit: 1 })).not.toHaveProperty("searchedTo", expect.anything());
  });
});
