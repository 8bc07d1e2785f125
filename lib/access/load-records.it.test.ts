import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#lib/core/ids";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import { loadRecords } from "./load-records.ts";
import { recordsOf, WORLD_NOW, type World, worldArbitrary } from "./testing-world.ts";

let db: TestDatabase;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

describe("what the database says about a person", () => {
  test("is for random portals what the plain model says", async () => {
    await fc.assert(
      fc.asyncProperty(worldArbitrary.map(withoutImpossible), async (world) => {
        const names = await storeWorld(world);
        for (const user of world.users) {
          const actual = await loadRecords(db, names.get(user.id) ?? "", WORLD_NOW);
          const expected = JSON.stringify(canonical(recordsOf(world, user.id, WORLD_NOW)));
          expect(rename(JSON.stringify(canonical(actual)), names)).toBe(expected);
        }
      }),
      { numRuns: 25 },
    );
  });

  test("is nothing for somebody unknown", async () => {
    expect(await loadRecords(db, newId(), 0)).toBeUndefined();
  });
});

/** Writes a random portal into the emptied inventory. @returns its names and the ids that stand for them. */
async function storeWorld(world: World): Promise<Map<string, string>> {
  const { prisma } = db;
  for (const table of [
    "grants",
    "memberships",
    "cluster_group_members",
    "clusters",
    "environments",
    "cluster_groups",
    "teams",
    "users",
  ]) {
    await prisma.$executeRawUnsafe(`DELETE FROM ${table}`);
  }
  const names = new Map<string, string>();
  const id = (name: string) => names.get(name) ?? names.set(name, newId()).get(name) ?? "";
  const environments = ["env-production", "env-staging"].map((slug, rank) => ({
    id: id(slug),
    slug,
    name: slug,
    rank,
  }));
  await prisma.environment.createMany({ data: environments });
  await prisma.clusterGroup.createMany({
    data: ["group-edge", "group-gpu"].map((slug) => ({ id: id(slug), slug, name: slug })),
  });
  await prisma.team.createMany({ data: ["team-pay", "team-shop"].map((slug) => ({ id: id(slug), slug, name: slug })) });
  const clusters = world.clusters.map((cluster) => ({
    id: id(cluster.id),
    slug: cluster.id,
    displayName: cluster.id,
    environmentId: id(cluster.environmentId),
    server: "https://x.example.com",
  }));
  await prisma.cluster.createMany({ data: clusters });
  const members = world.clusters.flatMap((cluster) =>
    cluster.groupIds.map((group) => ({ clusterId: id(cluster.id), groupId: id(group) })),
  );
  await prisma.clusterGroupMember.createMany({ data: members });
  const users = world.users.map((user) => ({
    id: id(user.id),
    email: `${user.id}@example.com`,
    displayName: user.id,
    portalRole: user.portalRole,
    status: user.status,
  }));
  await prisma.user.createMany({ data: users });
  const memberships = world.users.flatMap((user) =>
    user.memberships.map(({ teamId, role }) => ({ id: newId(), userId: id(user.id), teamId: id(teamId), role })),
  );
  await prisma.membership.createMany({ data: memberships });
  for (const grant of world.grants) {
    const target = { cluster: "clusterId", "cluster-group": "clusterGroupId", environment: "environmentId" }[
      grant.targetKind
    ];
    const subject = grant.subject.kind === "team" ? { teamId: id(grant.subject.id) } : { userId: id(grant.subject.id) };
    const data = {
      id: id(grant.id),
      ...subject,
      [target]: id(grant.targetId),
      namespaces: [...grant.namespaces],
      role: grant.role,
      reason: "test",
    };
    const times = {
      startsAt: new Date(grant.startsAt),
      expiresAt: grant.expiresAt === undefined ? null : new Date(grant.expiresAt),
    };
    await prisma.grant.create({ data: { ...data, ...times, revokedAt: grant.revoked ? new Date(0) : null } });
  }
  return names;
}

/** Without the grants that the database refuses: to nothing, ending before they start, or twice the same. */
function withoutImpossible(world: World): World {
  const known = new Set(world.clusters.map((cluster) => cluster.id));
  const taken = new Set<string>();
  const grants = world.grants.filter((grant) => {
    const key = JSON.stringify([grant.subject, grant.targetId, grant.namespaces, grant.role]);
    if (grant.targetKind === "cluster" && !known.has(grant.targetId)) return false;
    if ((grant.expiresAt ?? Infinity) <= grant.startsAt || (!grant.revoked && taken.has(key))) return false;
    if (!grant.revoked) taken.add(key);
    return true;
  });
  return { ...world, grants };
}

/** The same facts in one order of keys and entries, so that they can be compared as text. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(canonical).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, canonical(item)]),
  );
}

function rename(text: string, names: ReadonlyMap<string, string>): string {
  let renamed = text;
  for (const [name, id] of names) renamed = renamed.replaceAll(id, name);
  return JSON.stringify(canonical(JSON.parse(renamed)));
}
