import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inventoryBuilder } from "#lib/access/testing";
import { newId } from "#lib/core/ids";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";

let db: TestDatabase;
let ids: { user: string; team: string; cluster: string; other: string; group: string; environment: string };

beforeAll(async () => {
  db = await openTestDatabase();
  const build = inventoryBuilder(db);
  const [user, team, cluster, other] = [
    await build.user("ada"),
    await build.team("payments"),
    await build.cluster("edge"),
    await build.cluster("west"),
  ];
  const group = await build.group("all-edges", [cluster.id]);
  ids = {
    user: user.id,
    team: team.id,
    cluster: cluster.id,
    other: other.id,
    group: group.id,
    environment: cluster.environmentId,
  };
});
afterAll(() => db.close());

const HOUR = 3_600_000;

function grant(more: object) {
  const base = { id: newId(), namespaces: ["a"], role: "viewer" as const, reason: "test", startsAt: new Date(0) };
  return db.prisma.grant.create({ data: { ...base, ...more } });
}

function credential(more: object = {}) {
  const bytes = (length: number) => new Uint8Array(length).fill(7);
  const sealed = { ciphertext: bytes(40), nonce: bytes(12), wrappedKey: bytes(48), wrapNonce: bytes(12) };
  const base = {
    id: newId(),
    clusterId: ids.cluster,
    purpose: "observe" as const,
    kind: "token" as const,
    keyId: "k1",
    fingerprint: "0123456789abcdef",
  };
  return db.prisma.clusterCredential.create({ data: { ...base, ...sealed, ...more } });
}

describe("grants", () => {
  test("have exactly one subject and exactly one target", async () => {
    await expect(grant({ clusterId: ids.cluster })).rejects.toThrow(/grants_one_subject_check/);
    await expect(grant({ teamId: ids.team, userId: ids.user, clusterId: ids.cluster })).rejects.toThrow(
      /grants_one_subject_check/,
    );
    await expect(grant({ teamId: ids.team })).rejects.toThrow(/grants_one_target_check/);
    await expect(grant({ teamId: ids.team, clusterId: ids.cluster, clusterGroupId: ids.group })).rejects.toThrow(
      /grants_one_target_check/,
    );
    await expect(grant({ teamId: ids.team, clusterId: ids.cluster, environmentId: ids.environment })).rejects.toThrow(
      /grants_one_target_check/,
    );
  });

  test.each([
    [[]],
    [[""]],
    [["ok", ""]],
    [["Team-A"]],
    [["-a"]],
    [["a-"]],
    [["a,b"]],
    [["a b"]],
    [["a/../b"]],
    [["tеam-a"]],
    [["a\n"]],
    [["a".repeat(64)]],
  ])("refuse namespaces %j", async (namespaces) => {
    await expect(grant({ teamId: ids.team, clusterId: ids.cluster, namespaces })).rejects.toThrow(
      /grants_namespaces_check/,
    );
  });

  test.each([[["*"]], [["team-*", "*-prod", "a*b"]], [["a".repeat(63)]], [["0"]]])(
    "accept namespaces %j",
    async (namespaces) => {
      const { id } = await grant({ teamId: ids.team, clusterId: ids.cluster, namespaces });
      await db.prisma.grant.delete({ where: { id } });
    },
  );

  test("end after they start", async () => {
    const startsAt = new Date(HOUR);
    await expect(grant({ teamId: ids.team, clusterId: ids.cluster, startsAt, expiresAt: startsAt })).rejects.toThrow(
      /grants_period_check/,
    );
  });

  test("exist once per subject, target, namespaces and role until revoked", async () => {
    const same = { teamId: ids.team, clusterGroupId: ids.group, namespaces: ["twice"] };
    const first = await grant(same);
    await expect(grant(same)).rejects.toMatchObject({ code: "P2002" });
    await grant({ ...same, role: "developer" });
    await db.prisma.grant.update({ where: { id: first.id }, data: { revokedAt: new Date() } });
    await grant(same);
  });
});

describe("credentials", () => {
  test("are active once per cluster and purpose; rotated ones stay beside", async () => {
    const first = await credential();
    await expect(credential()).rejects.toMatchObject({ code: "P2002" });
    await credential({ purpose: "impersonate" });
    await credential({ clusterId: ids.other });
    await db.prisma.clusterCredential.update({ where: { id: first.id }, data: { status: "previous" } });
    await credential();
  });

  test("have nonces and keys of the algorithm's sizes", async () => {
    const bytes = new Uint8Array(11);
    await expect(credential({ clusterId: ids.other, purpose: "impersonate", nonce: bytes })).rejects.toThrow(
      /nonce_check/,
    );
    await expect(credential({ clusterId: ids.other, purpose: "impersonate", wrappedKey: bytes })).rejects.toThrow(
      /ciphertext_check/,
    );
    await expect(credential({ clusterId: ids.other, purpose: "impersonate", fingerprint: "x" })).rejects.toThrow(
      /fingerprint_check/,
    );
  });
});

describe("people, teams and clusters", () => {
  test.each(["Ada@example.com", "ada＠example.com", "ada@@example.com", "ada", "a da@example.com", "аda@example.com"])(
    "e-mail %s is refused",
    async (email) => {
      await expect(db.prisma.user.create({ data: { id: newId(), email, displayName: "Ada" } })).rejects.toThrow(
        /users_email_check/,
      );
    },
  );

  test.each(["Payments", "-a", "a-", "a.b", "a_b", "", "a".repeat(64), "pаyments", "a\n"])(
    "slug %j is refused everywhere",
    async (slug) => {
      const { prisma } = db;
      await expect(prisma.team.create({ data: { id: newId(), slug, name: "x" } })).rejects.toThrow(/teams_slug_check/);
      await expect(prisma.environment.create({ data: { id: newId(), slug, name: "x", rank: 1 } })).rejects.toThrow(
        /environments_slug_check/,
      );
      await expect(prisma.clusterGroup.create({ data: { id: newId(), slug, name: "x" } })).rejects.toThrow(
        /cluster_groups_slug_check/,
      );
      const cluster = {
        id: newId(),
        slug,
        displayName: "x",
        environmentId: ids.environment,
        server: "https://x.example.com",
      };
      await expect(prisma.cluster.create({ data: cluster })).rejects.toThrow(/clusters_slug_check/);
    },
  );

  test.each(["http://x.example.com", "https://user@x.example.com", "https://x.example.com?a", "https://x y"])(
    "server %s is refused",
    async (server) => {
      const cluster = { id: newId(), slug: "s", displayName: "x", environmentId: ids.environment, server };
      await expect(db.prisma.cluster.create({ data: cluster })).rejects.toThrow(/clusters_server_check/);
    },
  );

  test("one cluster, one membership and one identity exist once", async () => {
    const { prisma } = db;
    await prisma.cluster.update({ where: { id: ids.cluster }, data: { kubeSystemUid: "uid-1" } });
    await expect(
      prisma.cluster.update({ where: { id: ids.other }, data: { kubeSystemUid: "uid-1" } }),
    ).rejects.toMatchObject({ code: "P2002" });
    await inventoryBuilder(db).member(ids.user, ids.team);
    await expect(inventoryBuilder(db).member(ids.user, ids.team, "owner")).rejects.toMatchObject({ code: "P2002" });
    const identity = { userId: ids.user, issuer: "https://issuer.example.com", subject: "1" };
    await prisma.identity.create({ data: { id: newId(), ...identity } });
    await expect(prisma.identity.create({ data: { id: newId(), ...identity } })).rejects.toMatchObject({
      code: "P2002",
    });
    await expect(
      prisma.identity.create({ data: { id: newId(), ...identity, subject: "2", passwordHash: "x" } }),
    ).rejects.toThrow(/identities_password_check/);
  });

  test("an environment with clusters cannot be deleted", async () => {
    await expect(db.prisma.environment.delete({ where: { id: ids.environment } })).rejects.toThrow(
      /violates RESTRICT|foreign key/i,
    );
  });
});

describe("timestamps", () => {
  test("come back to the millisecond as they were written", async () => {
    const at = new Date("2026-03-29T01:59:59.123Z");
    const row = await grant({
      userId: ids.user,
      clusterId: ids.cluster,
      startsAt: at,
      expiresAt: new Date(at.getTime() + HOUR),
    });
    const read = await db.prisma.grant.findUniqueOrThrow({ where: { id: row.id } });
    expect(read.startsAt.toISOString()).toBe(at.toISOString());
  });
});
