import type { Context } from "#lib/context";
import { type Clock, systemClock } from "#lib/core/clock";
import { newId } from "#lib/core/ids";
import { silentLog } from "#lib/core/log";
import type { Database } from "#lib/db/open-database";
import type { Fleet } from "#lib/kubernetes/types/fleet";
import type { Runtime } from "#lib/runtime";
import { openAccessEngine } from "./open-engine.ts";
import { testFleet } from "./testing-fleet.ts";
import type { GrantRole, PortalRole, TeamRole } from "./types.ts";

/** For tests: rows of the inventory with everything that a test does not care about filled in. */
export function inventoryBuilder(db: Database) {
  const { prisma } = db;
  return {
    user: (name: string, portalRole: PortalRole = "member") =>
      prisma.user.create({ data: { id: newId(), email: `${name}@example.com`, displayName: name, portalRole } }),
    team: (slug: string) => prisma.team.create({ data: { id: newId(), slug, name: slug } }),
    member: (userId: string, teamId: string, role: TeamRole = "member") =>
      prisma.membership.create({ data: { id: newId(), userId, teamId, role } }),
    environment: (slug: string, rank = 1) =>
      prisma.environment.create({ data: { id: newId(), slug, name: slug, rank, isProduction: slug === "production" } }),
    cluster: async (slug: string, environmentId?: string) => {
      const environment = environmentId ?? (await ensureEnvironment(db)).id;
      const server = `https://${slug}.example.com`;
      return await prisma.cluster.create({
        data: { id: newId(), slug, displayName: slug, environmentId: environment, server },
      });
    },
    group: (slug: string, clusterIds: readonly string[] = []) =>
      prisma.clusterGroup.create({
        data: { id: newId(), slug, name: slug, members: { create: clusterIds.map((clusterId) => ({ clusterId })) } },
      }),
    grant: (grant: TestGrant) => {
      const { namespaces, role = "viewer", startsAt = 0, ...rest } = grant;
      const data = { id: newId(), reason: "test", ...rest, namespaces: [...namespaces], role };
      return prisma.grant.create({
        data: { ...data, startsAt: new Date(startsAt), expiresAt: dateOf(rest.expiresAt) },
      });
    },
  };
}

export type TestGrant = {
  readonly teamId?: string;
  readonly userId?: string;
  readonly clusterId?: string;
  readonly clusterGroupId?: string;
  readonly environmentId?: string;
  readonly namespaces: readonly string[];
  readonly role?: GrantRole;
  /** Epoch milliseconds. */
  readonly startsAt?: number;
  /** Epoch milliseconds. */
  readonly expiresAt?: number;
};

function dateOf(time: number | undefined): Date | null {
  return time === undefined ? null : new Date(time);
}

async function ensureEnvironment(db: Database) {
  const data = { id: newId(), slug: "production", name: "Production", rank: 2, isProduction: true };
  return await db.prisma.environment.upsert({ where: { slug: "production" }, update: {}, create: data });
}

export type TestContextOptions = {
  readonly db: Database;
  readonly userId: string;
  readonly fleet?: Fleet;
  readonly clock?: Clock;
  /** Other parts of the runtime; what is missing throws when it is touched. */
  readonly runtime?: Partial<Runtime>;
};

/**
 * For tests: the context of a signed-in person, with an access engine of its own over `db`. The engine asks the
 * database at each call once its knowledge is 0.8 s old; `ctx.runtime.access.refresh()` makes it look at once.
 */
export async function testContext(options: TestContextOptions): Promise<Context> {
  const { db, clock = systemClock } = options;
  const user = await db.prisma.user.findUniqueOrThrow({ where: { id: options.userId } });
  const access = openAccessEngine({ db, clock, log: silentLog });
  access.stop();
  const fleet = options.fleet ?? testFleet({});
  const parts: Partial<Runtime> = {
    db,
    clock,
    access,
    fleet,
    log: silentLog,
    random: () => 0.5,
    ready: true,
    ...options.runtime,
  };
  const actor = {
    kind: "user" as const,
    userId: user.id,
    sessionId: newId(),
    displayName: user.displayName,
    email: user.email,
    portalRole: user.portalRole,
    epoch: user.accessEpoch,
  };
  return { runtime: guarded(parts), actor, requestId: "test-request" };
}

function guarded(parts: Partial<Runtime>): Runtime {
  return new Proxy(parts, {
    get: (target, name) => {
      if (name in target || typeof name === "symbol") return Reflect.get(target, name);
      throw new Error(`This test's runtime has no "${name}".`);
    },
  }) as Runtime;
}
