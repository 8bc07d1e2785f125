import { inventoryBuilder, testContext } from "#lib/access/testing";
import type { PortalRole } from "#lib/access/types";
import type { Context } from "#lib/context";
import { readEnv } from "#lib/core/env";
import type { Database } from "#lib/db/open-database";
import type { Runtime } from "#lib/runtime";

/** A wrapping key for tests. */
export const TEST_KEYS = `test:${Buffer.alloc(32, 7).toString("base64")}`;

/** Parts of a runtime that verbs of the inventory touch besides database, access and fleet. */
export function quietRuntime(more: Partial<Runtime> = {}): Partial<Runtime> {
  const env = readEnv({
    NODE_ENV: "test",
    WHEELHOUSE_ENCRYPTION_KEYS: TEST_KEYS,
    WHEELHOUSE_ALLOW_ADDRESSES: "loopback",
  });
  const live = { invalidate: () => {} } as Runtime["live"];
  return { env, live, reconciler: undefined, ...more };
}

/** A new person of a portal role, signed in, with everything that verbs of the inventory need. */
export async function signedIn(
  db: Database,
  name: string,
  portalRole: PortalRole = "member",
  runtime: Partial<Runtime> = {},
): Promise<Context> {
  const user = await inventoryBuilder(db).user(name, portalRole);
  return await contextOf(db, user.id, runtime);
}

/** A person who exists already, signed in anew: with the present epoch. */
export async function contextOf(db: Database, userId: string, runtime: Partial<Runtime> = {}): Promise<Context> {
  const { clock, fleet, ...more } = runtime;
  return await testContext({ db, userId, clock, fleet, runtime: quietRuntime(more) });
}
