import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Clock, systemClock } from "#lib/core/clock";
import { toProblem } from "#lib/core/errors";
import { silentLog } from "#lib/core/log";
import type { CachedKind, RowByKind, RowMeta } from "#lib/kubernetes/types/rows";
import type { AccessContext } from "./decide.ts";
import { decideOn } from "./decide-on.ts";
import { createAccessEngine } from "./engine.ts";
import { kindCapability } from "./kind-capability.ts";
import { readOwned } from "./read-owned.ts";
import { readPodsOnNode } from "./read-pods-on-node.ts";
import { readRow } from "./read-row.ts";
import { readRows } from "./read-rows.ts";
import type { FleetContext } from "./read-rows-by-cluster.ts";
import { requireAccess } from "./require.ts";
import { scopeOf } from "./scope-of.ts";
import { type TestRows, testFleet, testMeta } from "./testing-fleet.ts";
import {
  mayList,
  recordsOf,
  WORLD_NAMESPACES,
  WORLD_NOW,
  type World,
  type WorldUser,
  worldArbitrary,
} from "./testing-world.ts";
import type { Scope } from "./types.ts";

/** Portals of each of the five properties below: 10,000 together unless the environment asks for more or fewer. */
const RUNS = Number(process.env.WHEELHOUSE_PROPERTY_RUNS ?? 2_000);
const PROPERTIES = 5;
const KINDS = [
  "Namespace",
  "Node",
  "Pod",
  "Deployment",
  "Event",
  "ConfigMap",
  "Secret",
] as const satisfies CachedKind[];

/** One row of each kind per namespace; all pods belong to one owner and stand on one node. */
function rowsOf(world: World): Record<string, TestRows> {
  const rows = (clusterId: string, kind: CachedKind): RowMeta[] => {
    if (kind === "Node") return [testMeta("", "node-1")];
    return (world.namespaces[clusterId] ?? []).map((namespace) =>
      kind === "Namespace"
        ? testMeta("", namespace)
        : testMeta(namespace, `${kind}-1`, { ownerUid: "owner", ...{ node: "node-1" } }),
    );
  };
  return Object.fromEntries(
    world.clusters.map(({ id }) => [
      id,
      Object.fromEntries(KINDS.map((kind) => [kind, rows(id, kind)])) as unknown as TestRows,
    ]),
  );
}

function setUp(world: World, user: WorldUser) {
  const time = { now: WORLD_NOW };
  const clock: Clock = { ...systemClock, now: () => time.now, monotonic: () => time.now };
  const access = createAccessEngine({
    clock,
    log: silentLog,
    source: {
      load: async (userId, now) => recordsOf(world, userId, now),
      epochs: async (ids) => new Map(ids.map((id) => [id, 1])),
    },
  });
  const fleet = testFleet(rowsOf(world));
  const actor = {
    kind: "user",
    userId: user.id,
    sessionId: "s",
    displayName: user.id,
    email: "",
    portalRole: user.portalRole,
    epoch: 1,
  } as const;
  const ctx = { actor, runtime: { access, clock, fleet } } satisfies AccessContext & FleetContext;
  return { ctx, time };
}

function place(kind: CachedKind, row: RowMeta): string {
  return kind === "Namespace" ? row.name : row.namespace;
}

/** What the reference model says may be seen of a kind, as "cluster/namespace" texts. */
function expected(world: World, user: WorldUser, kind: CachedKind, now: number, teamId?: string): string[] {
  return world.clusters
    .flatMap(({ id }) => {
      const namespaces = kind === "Node" ? [""] : (world.namespaces[id] ?? []);
      return namespaces
        .filter((namespace) => mayList(world, { user, clusterId: id, namespace, kind, now, teamId }))
        .map((namespace) => `${id}/${namespace}`);
    })
    .sort();
}

function seen(ctx: ReturnType<typeof setUp>["ctx"], scope: Scope, kind: CachedKind): string[] {
  return readRows(ctx, { scope, kind })
    .rows.map(({ cluster, row }) => `${cluster.id}/${place(kind, row)}`)
    .sort();
}

async function forEachActor(check: (world: World, user: WorldUser, set: ReturnType<typeof setUp>) => Promise<void>) {
  return await forEachWorld(async (world) => {
    for (const user of world.users) await check(world, user, setUp(world, user));
  });
}

/** @returns how many portals were tried */
async function forEachWorld(check: (world: World) => Promise<void>): Promise<number> {
  let tried = 0;
  const property = fc.asyncProperty(worldArbitrary, async (world) => {
    await check(world);
    tried += 1;
  });
  await fc.assert(property, { numRuns: RUNS });
  return tried;
}

describe(`for random people, teams, grants and clusters (${RUNS * PROPERTIES} portals)`, { timeout: 600_000 }, () => {
  const tried: number[] = [];

  test("exactly the rows of the grants leave, by every way in, now and after grants start and end", async () => {
    const count = await forEachActor(async (world, user, { ctx, time }) => {
      const scope = await scopeOf(ctx);
      for (const now of [WORLD_NOW, WORLD_NOW + 10, WORLD_NOW + 20, WORLD_NOW + 30]) {
        time.now = now;
        const fresh = await scopeOf(ctx);
        for (const kind of KINDS) {
          const allowed = expected(world, user, kind, now);
          mustEqual(seen(ctx, fresh, kind), allowed);
          mustEqual(seen(ctx, scope, kind), allowed);
          checkSingleReads(world, ctx, scope, kind, allowed);
        }
      }
    });
    tried.push(count);
  });

  test("decisions agree with the rows, and clusters without a grant are not in the scope", async () => {
    const count = await forEachActor(async (world, user, { ctx }) => {
      const snapshot = await ctx.runtime.access.snapshotOf(user.id);
      const scope = await scopeOf(ctx);
      for (const kind of KINDS) {
        const allowed = new Set(expected(world, user, kind, WORLD_NOW));
        for (const { id: clusterId } of world.clusters) {
          const places = kind === "Node" ? [undefined] : (world.namespaces[clusterId] ?? []);
          for (const namespace of places) {
            const request = { kind: "resource", clusterId, namespace, capability: kindCapability(kind) } as const;
            mustEqual(decideOn(snapshot, request, WORLD_NOW).allowed, allowed.has(`${clusterId}/${namespace ?? ""}`));
          }
        }
      }
      const { freshness } = readRows(ctx, { scope, kind: "Pod" });
      expect(freshness.map(({ clusterId }) => clusterId).sort()).toEqual([...scope.clusterIds].sort());
      for (const clusterId of scope.clusterIds) {
        const reached = user.portalRole !== "member" || reachedByGrant(world, user, clusterId);
        expect(user.status === "active" && reached).toBe(true);
      }
    });
    tried.push(count);
  });

  test("the team picker narrows to the team's grants and never widens", async () => {
    const count = await forEachActor(async (world, user, { ctx }) => {
      const scope = await scopeOf(ctx);
      for (const teamId of ["team-pay", "team-shop", "team-unknown"]) {
        for (const kind of KINDS) {
          const narrowed = seen(ctx, scope.forTeam(teamId), kind);
          mustEqual(narrowed, expected(world, user, kind, WORLD_NOW, teamId));
          const wide = new Set(seen(ctx, scope, kind));
          mustEqual(
            narrowed.filter((row) => !wide.has(row)),
            [],
          );
        }
      }
    });
    tried.push(count);
  });

  test("what is foreign and what does not exist give the same error, word for word", async () => {
    const count = await forEachActor(async (world, user, { ctx }) => {
      const capability = kindCapability("Pod");
      const unknown = await problemOf(ctx, {
        clusterId: "no-such-cluster",
        namespace: "no-such-namespace",
        capability,
      });
      if (user.portalRole !== "platform" || user.status !== "active") expect(unknown).toMatchObject({ status: 404 });
      for (const { id: clusterId } of world.clusters) {
        for (const namespace of world.namespaces[clusterId] ?? []) {
          if (reachedByGrant(world, user, clusterId, namespace)) continue;
          const foreign = await problemOf(ctx, { clusterId, namespace, capability });
          if (user.portalRole === "manager" && user.status === "active") expect(foreign?.status).toBe(403);
          else if (foreign) mustEqual(foreign, unknown);
          else expect(user.portalRole).toBe("platform");
        }
      }
    });
    tried.push(count);
  });

  test("people with the same hash see the same, so that answers may be shared by it", async () => {
    const count = await forEachWorld(async (world) => {
      const all = await Promise.all(
        world.users.map(async (user) => {
          const { ctx } = setUp(world, user);
          const scope = await scopeOf(ctx);
          return { hash: scope.hash, rows: JSON.stringify(KINDS.map((kind) => seen(ctx, scope, kind))) };
        }),
      );
      for (const one of all) for (const other of all) if (one.hash === other.hash) expect(one.rows).toBe(other.rows);
    });
    tried.push(count);
  });

  test(`${RUNS * PROPERTIES} portals were really tried`, () => {
    expect(tried).toHaveLength(PROPERTIES);
    expect(tried.reduce((sum, count) => sum + count, 0)).toBe(RUNS * PROPERTIES);
  });
});

/** `expect(…).toEqual(…)` only to say what is wrong: there are millions of comparisons. */
function mustEqual(actual: unknown, wanted: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(wanted)) expect(actual).toEqual(wanted);
}

function checkSingleReads(
  world: World,
  ctx: ReturnType<typeof setUp>["ctx"],
  scope: Scope,
  kind: (typeof KINDS)[number],
  allowed: string[],
): void {
  const set = new Set(allowed);
  for (const { id: clusterId } of world.clusters) {
    for (const namespace of kind === "Node" ? [""] : (world.namespaces[clusterId] ?? [])) {
      const name = { Namespace: namespace, Node: "node-1" }[kind as string] ?? `${kind}-1`;
      const row = readRow(ctx, { scope, kind, clusterId, namespace: kind === "Namespace" ? "" : namespace, name });
      mustEqual(row !== undefined, set.has(`${clusterId}/${namespace}`));
    }
    if (kind === "Namespace" || kind === "Node") continue;
    const owned: readonly RowByKind[typeof kind][] = readOwned(ctx, { scope, kind, clusterId, ownerUid: "owner" });
    const mine = allowed.filter((text) => text.startsWith(`${clusterId}/`));
    mustEqual(owned.map((row) => `${clusterId}/${row.namespace}`).sort(), mine);
    if (kind !== "Pod") continue;
    const pods = readPodsOnNode(ctx, { scope, clusterId, node: "node-1" });
    mustEqual(pods.map((row) => `${clusterId}/${row.namespace}`).sort(), mine);
  }
}

/** Whether any grant of the person, of whatever role, reaches a cluster (and a namespace in it). */
function reachedByGrant(world: World, user: WorldUser, clusterId: string, namespace?: string): boolean {
  const places = namespace === undefined ? [...WORLD_NAMESPACES, "x"] : [namespace];
  const widened: World = {
    ...world,
    grants: world.grants.map((grant) => ({ ...grant, role: grant.role === "manager" ? "viewer" : grant.role })),
  };
  const member = { ...user, portalRole: "member" as const };
  return places.some((place) =>
    mayList(widened, { user: member, clusterId, namespace: place, kind: "Pod", now: WORLD_NOW }),
  );
}

async function problemOf(
  ctx: AccessContext,
  question: { clusterId: string; namespace: string; capability: ReturnType<typeof kindCapability> },
) {
  try {
    await requireAccess(ctx, { kind: "resource", ...question });
    return undefined;
  } catch (error) {
    return toProblem(error, "request");
  }
}
