import { describe, expect, test } from "vitest";
import type { Binding } from "#lib/access/types";
import type { Context } from "#lib/context";
import type { ClusterConnection, KubeRequest } from "#lib/kubernetes/types/connection";
import { impersonationFor } from "./impersonate.ts";

const ctx = { actor: { userId: "u1" }, signal: undefined } as unknown as Context;
const binding = (more: Partial<Binding>) => ({ source: "grant", teamSlug: undefined, ...more }) as Binding;

/** A cluster that lets the portal impersonate the given names. */
function clusterAllowing(...names: string[]) {
  const asked: string[] = [];
  const request = async ({ body }: KubeRequest) => {
    const { name } = JSON.parse(body ?? "{}").spec.resourceAttributes;
    asked.push(name);
    const answer = { status: { allowed: names.includes(name) } };
    return { status: 201, headers: {}, body: Buffer.from(JSON.stringify(answer)) };
  };
  const connection = { target: { slug: "c1" }, request } as unknown as ClusterConnection;
  return { connection, asked };
}

describe("a live read goes to the cluster", () => {
  test("as the person with the groups of the teams that allow it, each once", async () => {
    const groups = ["wheelhouse:team:payments", "wheelhouse:team:search"];
    const { connection } = clusterAllowing("wheelhouse:user:u1", ...groups);
    const via = [binding({ teamSlug: "search" }), binding({ teamSlug: "payments" }), binding({ teamSlug: "search" })];
    expect(await impersonationFor(ctx, connection, via)).toEqual({ user: "wheelhouse:user:u1", groups });
  });

  test("as the portal where its credential may not impersonate the person, or one of the groups", async () => {
    const nobody = clusterAllowing();
    expect(await impersonationFor(ctx, nobody.connection, [binding({ teamSlug: "a" })])).toBeUndefined();
    const onlyUser = clusterAllowing("wheelhouse:user:u1");
    expect(await impersonationFor(ctx, onlyUser.connection, [binding({ teamSlug: "a" })])).toBeUndefined();
  });

  test("as the portal for platform engineers, without asking", async () => {
    const { connection, asked } = clusterAllowing("wheelhouse:user:u1");
    expect(await impersonationFor(ctx, connection, [binding({ source: "portal-role" })])).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test("not at all when the cluster does not answer the question", async () => {
    const connection = { target: { slug: "c1" }, request: () => Promise.reject(new Error("down")) };
    await expect(
      impersonationFor(ctx, connection as unknown as ClusterConnection, [binding({ teamSlug: "a" })]),
    ).rejects.toThrow("down");
  });
});
