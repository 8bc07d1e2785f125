import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { inventoryBuilder, testContext } from "#lib/access/testing";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import type { AuditEntry } from "./audit-entry.ts";
import { recordAudit } from "./record-audit.ts";
import { requireAudited } from "./require-audited.ts";
import { verifyAuditChain } from "./verify-audit-chain.ts";
import { withAudit } from "./with-audit.ts";

let db: TestDatabase;
let platform: Context;
let member: Context;

beforeAll(async () => {
  db = await openTestDatabase();
  const build = inventoryBuilder(db);
  const contexts = [await build.user("root", "platform"), await build.user("ada")].map((user) =>
    testContext({ db, userId: user.id }),
  );
  [platform, member] = (await Promise.all(contexts)) as [Context, Context];
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
