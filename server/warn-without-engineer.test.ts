import { expect, test, vi } from "vitest";
import { silentLog } from "#lib/core/log";
import type { Runtime } from "#lib/runtime";
import { warnWithoutEngineer } from "./warn-without-engineer.ts";

async function warned(engineers: number, kind: "postgres" | "pglite"): Promise<string[]> {
  const warn = vi.fn();
  const count = vi.fn(async () => engineers);
  const db = { kind, prisma: { user: { count } } } as unknown as Runtime["db"];
  await warnWithoutEngineer({ db, log: { ...silentLog, warn } });
  expect(count).toHaveBeenCalledWith({ where: { portalRole: "platform" } });
  return warn.mock.calls.map(([, message]) => message);
}

test("an installation without a platform engineer names the one command that creates one, and no other does", async () => {
  expect(await warned(0, "postgres")).toEqual([
    "There is no platform engineer yet. Create the first one: node server/create-platform-engineer.ts you@example.com",
  ]);
  expect(await warned(0, "pglite")).toEqual([expect.stringContaining("Stop this process, then create the first one")]);
  expect(await warned(1, "postgres")).toEqual([]);
});
