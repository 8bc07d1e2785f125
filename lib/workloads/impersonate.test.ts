import { describe, expect, test } from "vitest";
import type { Binding } from "#lib/access/types";
import type { Context } from "#lib/context";
import type { ClusterConnection, KubeRequest } from "#lib/kubernetes/types/connection";
import { impersonationFor } from "./impersonate.ts";

/** Somebody at a portal whose last diagnosis of the cluster found this. */
function contextWith(canImpersonate: boolean | undefined): Context {
  const clusterStatus = { findUnique: async () => ({ diagnosis: { canImpersonate } }) };
  return { actor: { userId: "u1" }, runtime: { db: { prisma: { clusterStatus } } } } as unknown as Context;
}

const ctx = contextWith(true);
const binding = (more: Partial<Binding>) => ({ source: "grant", teamSlug: undefined, ...more }) as Binding;
const USER = "wheelhouse:user:u1";

/** A cluster that lets the portal impersonate the given names. */
function clusterAllowing(...names: string[]) {
  const asked: string[] = [];
  const status = (path: string, body: string) => {
    if (path.endsWith("/selfsubjectrulesreviews")) {
      const rule = { verbs: ["impersonate"], apiGroups: [""], resources: ["groups"], resourceNames: names };
      return { resourceRules: names.length === 0 ? [] : [rule] };
    }
    const { name } = JSON.parse(body).spec.resourceAttributes;
    asked.push(name);
    return { allowed: names.includes(name) };
  };
  const request = async ({ path, body }: KubeRequest) => {
    const answer = { status: status(path, body ?? "{}") };
    return { status: 201, headers: {}, body: Buffer.from(JSON.stringify(answer)) };
  };
  const connection = { target: { id: "1", slug: "c1" }, request } as unknown as ClusterConnection;
  return { connection, asked };
}

describe("a live read goes to the cluster", () => {
  test("as the person with the groups of the teams that allow it, each once", async () => {
    const groups = ["wheelhouse:team:payments", "wheelhouse:team:search"];
    const { connection } = clusterAllowing(USER, ...groups);
    const via = [binding({ teamSlug: "search" }), binding({ teamSlug: "payments" }), binding({ teamSlug: "search" })];
    expect(await impersonationFor(ctx, connection, via)).toEqual({ user: USER, groups });
  });

  test("as the portal only where its credential can impersonate nobody at all", async () => {
    const { connection } = clusterAllowing();
    expect(await impersonationFor(contextWith(false), connection, [binding({ teamSlug: "a" })])).toBeUndefined();
  });

  test("as the portal for platform engineers, without asking", async () => {
    const { connection, asked } = clusterAllowing(USER);
    expect(await impersonationFor(ctx, connection, [binding({ source: "portal-role" })])).toBeUndefined();
    expect(asked).toEqual([]);
  });
});

describe("a live read does not happen", () => {
  test.each([
    ["the team's group", [USER], "wheelhouse:team:new"],
    ["the person", ["wheelhouse:team:new"], USER],
    ["either, but another team", ["wheelhouse:team:old"], USER],
  ])("when the credential may not impersonate %s, whatever the diagnosis says", async (_, allowed, named) => {
    const { connection } = clusterAllowing(...allowed);
    for (const canImpersonate of [true, false]) {
      const reading = impersonationFor(contextWith(canImpersonate), connection, [binding({ teamSlug: "new" })]);
      await expect(reading).rejects.toMatchObject({
        code: "forbidden",
        message: expect.stringMatching(new RegExp(`^c1 does not let .*${named}.*must allow .* impersonate`)),
      });
    }
  });

  test("when the right to impersonate was taken away since the diagnosis", async () => {
    const { connection } = clusterAllowing();
    const reading = impersonationFor(contextWith(true), connection, [binding({ teamSlug: "a" })]);
    await expect(reading).rejects.toMatchObject({ code: "forbidden" });
  });

  test("when no diagnosis found out whether the credential can impersonate", async () => {
    const { connection } = clusterAllowing();
    const reading = impersonationFor(contextWith(undefined), connection, [binding({ teamSlug: "a" })]);
    await expect(reading).rejects.toMatchObject({ code: "forbidden", message: expect.stringContaining("diagnosis") });
  });

  test("when the cluster does not answer the question", async () => {
    const connection = { target: { slug: "c1" }, request: () => Promise.reject(new Error("down")) };
    await expect(
      impersonationFor(ctx, connection as unknown as ClusterConnection, [binding({ teamSlug: "a" })]),
    ).rejects.toThrow("down");
  });
});
