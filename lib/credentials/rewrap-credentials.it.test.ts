import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { inventoryBuilder } from "#lib/access/testing";
import { readEnv } from "#lib/core/env";
import { newId } from "#lib/core/ids";
import { silentLog } from "#lib/core/log";
import type { Database } from "#lib/db/open-database";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import { readKeyRing } from "./key-ring.ts";
import { openCredential } from "./open-credential.ts";
import { rewrapCredentials } from "./rewrap-credentials.ts";
import { rewrapInBackground } from "./rewrap-in-background.ts";
import { sealCredential } from "./seal-credential.ts";

const key = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
const [oldKey, newKey] = [key("old"), key("new")];
const before = readKeyRing(oldKey);
const ring = readKeyRing(`${newKey},${oldKey}`);
const ROWS = 5;

let db: TestDatabase;
let clusters: string[];

beforeAll(async () => {
  db = await openTestDatabase();
  const build = inventoryBuilder(db);
  clusters = [];
  for (let index = 0; index < ROWS; index++) clusters.push((await build.cluster(`cluster-${index}`)).id);
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.prisma.clusterCredential.deleteMany();
  const rows = clusters.map((clusterId) =>
    sealCredential(
      before,
      { id: newId(), clusterId, purpose: "observe" },
      { kind: "token", token: `token of ${clusterId}` },
    ),
  );
  await db.prisma.clusterCredential.createMany({ data: rows });
});

async function expectAllOpen(keys = ring): Promise<string[]> {
  const rows = await db.prisma.clusterCredential.findMany();
  expect(rows.length).toBe(ROWS);
  for (const row of rows)
    expect(openCredential(keys, row)).toEqual({ kind: "token", token: `token of ${row.clusterId}` });
  return rows.map((row) => row.keyId);
}

/** A database whose process dies at its nth statement: before it, or after it but before the answer. */
function dyingAt(step: number, after: boolean): Database {
  let steps = 0;
  const credentials = db.prisma.clusterCredential;
  const call = async <T>(act: () => Promise<T>): Promise<T> => {
    const dies = ++steps === step;
    if (dies && !after) throw new Error("killed");
    const answer = await act();
    if (dies) throw new Error("killed");
    return answer;
  };
  const clusterCredential = {
    findMany: (args: Parameters<typeof credentials.findMany>[0]) => call(() => credentials.findMany(args)),
    updateMany: (args: Parameters<typeof credentials.updateMany>[0]) => call(() => credentials.updateMany(args)),
  };
  return { ...db, prisma: { clusterCredential } as unknown as Database["prisma"] };
}

describe("moving credentials to a new key", () => {
  test("every row opens before, between and after, and in the end without the old key", async () => {
    expect(await rewrapCredentials({ db, ring, batchSize: 2 })).toEqual({ rewrapped: ROWS, skipped: [] });
    expect(await expectAllOpen(readKeyRing(newKey))).toEqual(Array(ROWS).fill("new"));
    expect(await rewrapCredentials({ db, ring })).toEqual({ rewrapped: 0, skipped: [] });
  });

  test("killed before or after any of its steps, nothing is lost and a second run ends it", async () => {
    let step = 1;
    for (let killed = true; killed; step++) {
      for (const after of [false, true]) {
        await db.prisma.clusterCredential.deleteMany();
        const rows = clusters.map((clusterId) =>
          sealCredential(
            before,
            { id: newId(), clusterId, purpose: "observe" },
            { kind: "token", token: `token of ${clusterId}` },
          ),
        );
        await db.prisma.clusterCredential.createMany({ data: rows });
        const run = rewrapCredentials({ db: dyingAt(step, after), ring, batchSize: 2 });
        killed = await run.then(
          () => false,
          (error: Error) => error.message === "killed",
        );
        await expectAllOpen();
        const rest = await rewrapCredentials({ db, ring, batchSize: 2 });
        expect(rest.skipped).toEqual([]);
        expect(await expectAllOpen(readKeyRing(newKey))).toEqual(Array(ROWS).fill("new"));
      }
    }
    expect(step).toBeGreaterThan(ROWS);
  });

  test("two runs at once move each row once", async () => {
    const results = await Promise.all([1, 2, 3].map(() => rewrapCredentials({ db, ring, batchSize: 2 })));
    expect(results.reduce((sum, result) => sum + result.rewrapped, 0)).toBe(ROWS);
    await expectAllOpen(readKeyRing(newKey));
  });

  test("a row that was rotated while it was read is left to its writer", async () => {
    const [victim] = await db.prisma.clusterCredential.findMany({ orderBy: { id: "asc" }, take: 1 });
    if (!victim) throw new Error("no row");
    const place = { id: victim.id, clusterId: victim.clusterId, purpose: "observe" as const };
    const fresh = sealCredential(ring, place, { kind: "token", token: `token of ${victim.clusterId}` });
    const credentials = db.prisma.clusterCredential;
    const clusterCredential = {
      findMany: async (args: Parameters<typeof credentials.findMany>[0]) => {
        const rows = await credentials.findMany(args);
        await credentials.update({ where: { id: victim.id }, data: fresh });
        return rows;
      },
      updateMany: (args: Parameters<typeof credentials.updateMany>[0]) => credentials.updateMany(args),
    };
    const racing = { ...db, prisma: { clusterCredential } as unknown as Database["prisma"] };
    expect((await rewrapCredentials({ db: racing, ring })).rewrapped).toBe(ROWS - 1);
    await expectAllOpen(readKeyRing(newKey));
  });

  test("rows of a key that nobody has, or that were changed, are reported and left alone", async () => {
    const [lost, changed] = await db.prisma.clusterCredential.findMany({ orderBy: { id: "asc" }, take: 2 });
    await db.prisma.clusterCredential.update({ where: { id: lost?.id }, data: { keyId: "lost" } });
    await db.prisma.clusterCredential.update({ where: { id: changed?.id }, data: { wrappedKey: new Uint8Array(48) } });
    const result = await rewrapCredentials({ db, ring, batchSize: 1 });
    expect(result).toEqual({ rewrapped: ROWS - 2, skipped: [lost?.id, changed?.id] });
  });

  test("a start moves them in the background, says what it could not move, and stops when asked", async () => {
    const said: string[] = [];
    const log = {
      ...silentLog,
      info: (_: object, text: string) => said.push(text),
      error: (_: object, text: string) => said.push(text),
    };
    const env = readEnv({ WHEELHOUSE_ENCRYPTION_KEYS: `${newKey},${oldKey}` });
    const background = rewrapInBackground({ db, env, log });
    await vi.waitFor(() => expect(said).toEqual(["credentials moved to the current key"]));
    await background.stop();
    await expectAllOpen(readKeyRing(newKey));
    const broken = rewrapInBackground({ db, env: readEnv({}), log });
    await vi.waitFor(() => expect(said.at(-1)).toBe("credentials could not be moved to the current key"));
    await broken.stop();
  });

  test("an abort stops it between rows", async () => {
    await expect(rewrapCredentials({ db, ring, signal: AbortSignal.abort(new Error("stopping")) })).rejects.toThrow(
      "stopping",
    );
    await expectAllOpen();
  });
});
