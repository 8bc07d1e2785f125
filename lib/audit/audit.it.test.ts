import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { inventoryBuilder, testContext } from "#lib/access/testing";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import type { AuditEntry } from "./audit-entry.ts";
import { listAudit } from "./list-audit.ts";
import { recordAudit } from "./record-audit.ts";
import { requireAudited } from "./require-audited.ts";
import { verifyAuditChain } from "./verify-audit-chain.ts";
import { withAudit } from "./with-audit.ts";

let db: TestDatabase;
let platform: Context;
let member: Context;
let owner: Context;
let teamId: string;

beforeAll(async () => {
  db = await openTestDatabase();
  const build = inventoryBuilder(db);
  const [root, ada, olga, team] = [
    await build.user("root", "platform"),
    await build.user("ada"),
    await build.user("olga"),
    await build.team("payments"),
  ];
  await build.member(ada.id, team.id);
  await build.member(olga.id, team.id, "owner");
  teamId = team.id;
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

async function lastRows(count: number) {
  return (await db.prisma.auditEvent.findMany({ orderBy: { seq: "desc" }, take: count })).reverse();
}

describe("writing", () => {
  test("a change is an intent before and an outcome after, tied together", async () => {
    const result = await withAudit(platform, entry, async (note) => {
      expect((await lastRows(1))[0]).toMatchObject({ phase: "intent", result: "allowed", action: "grant.create" });
      note({ changed: 3 });
      return "done";
    });
    expect(result).toBe("done");
    const [intent, outcome] = await lastRows(2);
    expect(outcome).toMatchObject({
      phase: "outcome",
      result: "succeeded",
      intentId: intent?.id,
      detail: { role: "viewer", changed: 3 },
    });
    expect(outcome).toMatchObject({ actorId: platform.actor.userId, actorName: "root", requestId: "test-request" });
  });

  test("a failed change says so with the code of our table, never with the text of a stranger's error", async () => {
    const conflict = () => Promise.reject(failure("conflict", "Somebody else changed it."));
    await expect(withAudit(platform, entry, conflict)).rejects.toMatchObject({ code: "conflict" });
    expect((await lastRows(1))[0]).toMatchObject({
      result: "failed",
      detail: { error: "conflict", message: "Somebody else changed it." },
    });
    await expect(withAudit(platform, entry, () => Promise.reject(new Error("token abc")))).rejects.toThrow("token abc");
    expect((await lastRows(1))[0]?.detail).toEqual({ role: "viewer", error: "internal" });
  });

  test("no audit, no write (H168)", async () => {
    const act = vi.fn(async () => {});
    const prisma = {
      $transaction: () => Promise.reject(new Error("disk full")),
    } as unknown as Context["runtime"]["db"]["prisma"];
    const broken = {
      ...platform,
      runtime: { ...platform.runtime, db: { ...db, prisma }, clock: platform.runtime.clock, log: platform.runtime.log },
    };
    await expect(withAudit(broken, entry, act)).rejects.toThrow("disk full");
    expect(act).not.toHaveBeenCalled();
  });

  test("a row inside a transaction comes and goes with it", async () => {
    const before = await db.prisma.auditEvent.count();
    const failing = db.prisma.$transaction(async (tx) => {
      await recordAudit(platform, { ...entry, result: "succeeded" }, tx);
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    expect(await db.prisma.auditEvent.count()).toBe(before);
  });

  test("a refused attempt to change something leaves a row", async () => {
    const request = { kind: "portal", action: "grants.manage" } as const;
    await expect(requireAudited(member, request, entry)).rejects.toMatchObject({ code: "forbidden" });
    expect((await lastRows(1))[0]).toMatchObject({ phase: "event", result: "denied", actorId: member.actor.userId });
    const before = await db.prisma.auditEvent.count();
    await requireAudited(platform, request, entry);
    expect(await db.prisma.auditEvent.count()).toBe(before);
  });

  test("names and details are stored without line breaks and secrets", async () => {
    const actor = { ...member.actor, displayName: "ada\r\nroot" };
    await recordAudit(
      { ...member, actor },
      { ...entry, result: "succeeded", targetName: "a\nb", detail: { token: "abc", odd: "\ud800" } },
    );
    expect((await lastRows(1))[0]).toMatchObject({
      actorName: "ada\\r\\nroot",
      targetName: "a\\nb",
      detail: { token: "[redacted]", odd: "\ufffd" },
    });
  });
});

describe("the chain", () => {
  test("rows written at once form one chain, and it verifies", async () => {
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        recordAudit(member, { ...entry, result: "succeeded", targetName: `${index}` }),
      ),
    );
    const report = await verifyAuditChain({ db, batchSize: 5 });
    expect(report).toMatchObject({ broken: undefined, headLost: false, openIntents: 0 });
    expect(report.checked).toBe(await db.prisma.auditEvent.count());
  });

  test("odd details are hashed as they come back from the database", async () => {
    const odd = fc.sample(fc.anything({ withDate: true, maxDepth: 5 }), 40);
    for (const value of [
      ...odd,
      -0,
      5e-324,
      1.7976931348623157e308,
      0.1,
      { b: 1, a: { d: 1, c: 2 } },
      JSON.parse('{"__proto__":{"a":1}}'),
      { $type: "DateTime", value: "x" },
    ]) {
      await recordAudit(member, { ...entry, result: "succeeded", detail: { value } });
    }
    expect((await verifyAuditChain({ db })).broken).toBeUndefined();
  });

  test("update, delete and truncate are refused by the database", async () => {
    const { prisma } = db;
    await expect(prisma.auditEvent.updateMany({ data: { actorName: "nobody" } })).rejects.toThrow(/append-only/);
    await expect(prisma.auditEvent.deleteMany()).rejects.toThrow(/append-only/);
    await expect(prisma.$executeRawUnsafe("TRUNCATE audit_events")).rejects.toThrow(/append-only/);
  });

  test("an intent whose process died is counted as open", async () => {
    const { phase: _, ...rest } = { phase: "intent", ...entry };
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const running = withAudit(platform, rest, () => held);
    await vi.waitFor(async () => expect((await verifyAuditChain({ db })).openIntents).toBe(1));
    finish();
    await running;
    expect((await verifyAuditChain({ db })).openIntents).toBe(0);
  });

  test.each([
    ["changed", "UPDATE audit_events SET result = 'denied' WHERE seq = $seq", "changed", 0],
    ["changed in its detail", `UPDATE audit_events SET detail = '{"role":"platform"}' WHERE seq = $seq`, "changed", 0],
    ["removed", "DELETE FROM audit_events WHERE seq = $seq", "missing-before", 1],
  ] as const)("a row that was %s behind the trigger's back is found", async (_name, sql, reason, offset) => {
    const rows = await db.prisma.auditEvent.findMany({ orderBy: { seq: "asc" } });
    const target = rows[3];
    const noticed = rows[3 + offset];
    const tampered = db.prisma.$transaction(async (tx) => {
      await tx.$executeRawUnsafe("ALTER TABLE audit_events DISABLE TRIGGER USER");
      await tx.$executeRawUnsafe(sql.replace("$seq", String(target?.seq)));
      const report = await verifyAuditChain({ db: { ...db, prisma: tx as typeof db.prisma } });
      expect(report.broken).toEqual({ seq: String(noticed?.seq), reason });
      throw new Error("undo");
    });
    await expect(tampered).rejects.toThrow("undo");
    expect((await verifyAuditChain({ db })).broken).toBeUndefined();
  });

  test("a cut-off end is found by a head that was noted before", async () => {
    const { head } = await verifyAuditChain({ db });
    expect((await verifyAuditChain({ db, expectedHead: head?.hash })).headLost).toBe(false);
    const cut = db.prisma.$transaction(async (tx) => {
      await tx.$executeRawUnsafe("ALTER TABLE audit_events DISABLE TRIGGER USER");
      await tx.$executeRawUnsafe(`DELETE FROM audit_events WHERE seq = ${head?.seq}`);
      const report = await verifyAuditChain({
        db: { ...db, prisma: tx as typeof db.prisma },
        expectedHead: head?.hash,
      });
      expect(report).toMatchObject({ broken: undefined, headLost: true });
      throw new Error("undo");
    });
    await expect(cut).rejects.toThrow("undo");
  });
});

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

  test("filters narrow by action, result, team, actor and time", async () => {
    await recordAudit(platform, { ...entry, action: "team.create", result: "denied", teamId, targetName: "filtered" });
    const list = async (filter: Parameters<typeof listAudit>[1]) =>
      (await listAudit(platform, filter)).items.map((row) => row.target.name);
    expect(await list({ action: "team" })).toEqual(["filtered"]);
    expect(await list({ action: "team.create", result: "denied" })).toEqual(["filtered"]);
    expect(await list({ action: "tea" })).toEqual([]);
    expect(await list({ team: "payments", action: "team" })).toEqual(["filtered"]);
    expect(await list({ team: "unknown" })).toEqual([]);
    expect(await list({ actorId: platform.actor.userId, action: "team" })).toEqual(["filtered"]);
    expect(await list({ to: 0 })).toEqual([]);
    expect((await list({ from: 0 })).length).toBeGreaterThan(5);
    await expect(listAudit(platform, { action: "x'; DROP" })).rejects.toMatchObject({ code: "bad_input" });
  });

  test("an intent is listed only while it has no outcome", async () => {
    const listed = (await listAudit(platform, { limit: 200 })).items;
    const stored = await db.prisma.auditEvent.findMany({ where: { phase: "intent" }, select: { id: true } });
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.filter(({ id }) => listed.some((row) => row.id === id))).toEqual([]);
  });
});
