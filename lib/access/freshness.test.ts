import { describe, expect, test } from "vitest";
import type { CacheStatus, NamespaceFilter } from "#lib/kubernetes/types/fleet";
import type { CachedKind } from "#lib/kubernetes/types/rows";
import { readRowsByCluster } from "./read-rows-by-cluster.ts";
import { testFleet } from "./testing-fleet.ts";
import type { Scope } from "./types.ts";

const only = (namespace: string): NamespaceFilter => ({ all: false, has: (name) => name === namespace });

function scopeOfNamespace(namespace: string): Scope {
  const scope: Scope = {
    hash: namespace,
    clusterIds: new Set(["c1"]),
    clusters: new Map([["c1", { id: "c1", slug: "c1", paused: false }]]),
    validUntil: undefined,
    visible: () => only(namespace),
    summarised: () => only(namespace),
    forTeam: () => scope,
  };
  return scope;
}

function freshnessFor(
  namespace: string,
  status: Partial<CacheStatus> | ((kind: CachedKind, filter?: NamespaceFilter) => Partial<CacheStatus>),
) {
  const ctx = { runtime: { fleet: testFleet({ c1: {} }, status) } };
  return readRowsByCluster(ctx, { scope: scopeOfNamespace(namespace), kind: "Pod" }).freshness[0];
}

describe("what a viewer is told of a cluster's data", () => {
  test("is the state of their own namespaces, not of the worst one", () => {
    const status = (_: CachedKind, filter?: NamespaceFilter): Partial<CacheStatus> =>
      filter === undefined || filter.has("foreign") ? { state: "stale", reason: "server-error" } : { state: "live" };
    expect(freshnessFor("mine", status)?.state).toBe("live");
    expect(freshnessFor("foreign", status)?.state).toBe("stale");
  });

  test.each([
    ["stale", "timeout", "no answer came in time"],
    ["starting", "credential", "it does not accept the portal's credential"],
    ["forbidden", undefined, "The credential of this cluster may not list this kind."],
    ["stale", undefined, undefined],
  ] as const)("%s because of %s is said in our own words", (state, reason, words) => {
    const message = 'pods is forbidden: User "system:x" cannot list pods in the namespace "foreign"';
    expect(freshnessFor("mine", { state, reason, message })?.message).toBe(words);
  });
});
