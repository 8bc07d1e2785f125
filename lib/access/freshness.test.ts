import { describe, expect, test } from "vitest";
import type { CacheStatus, NamespaceFilter } from "#lib/kubernetes/types/fleet";
import type { CachedKind } from "#lib/kubernetes/types/rows";
import { readRowsByCluster } from "./read-rows-by-cluster.ts";
import { testFleet } from "./testing-fleet.ts";
import type { Scope, ScopeFilter } from "./types.ts";

const only = (namespace: string): NamespaceFilter => ({ all: false, has: (name) => name === namespace });

function scopeThrough(filter: ScopeFilter): Scope {
  const scope: Scope = {
    hash: "",
    clusterIds: new Set(["c1"]),
    clusters: new Map([["c1", { id: "c1", slug: "c1", paused: false }]]),
    validUntil: undefined,
    visible: () => filter,
    summarised: () => filter,
    forTeam: () => scope,
  };
  return scope;
}

function freshnessFor(
  seen: string | ScopeFilter,
  status: Partial<CacheStatus> | ((kind: CachedKind, filter?: NamespaceFilter) => Partial<CacheStatus>),
) {
  const ctx = { runtime: { fleet: testFleet({ c1: {} }, status) } };
  return readRowsByCluster(ctx, { scope: scopeThrough(typeof seen === "string" ? only(seen) : seen), kind: "Pod" })
    .freshness[0];
}

describe("what a viewer is told of a cluster's data", () => {
  test("is the state of their own namespaces, not of the worst one", () => {
    const status = (_: CachedKind, filter?: NamespaceFilter): Partial<CacheStatus> =>
      filter === undefined || filter.has("foreign") ? { state: "stale", reason: "server-error" } : { state: "live" };
    expect(freshnessFor("mine", status)?.state).toBe("live");
    expect(freshnessFor("foreign", status)?.state).toBe("stale");
  });

  const refused = (namespaceList: "forbidden" | "live", state: CacheStatus["state"]) => (kind: CachedKind) =>
    kind === "Namespace" ? { state: namespaceList } : { state, byNamespace: true };
  const granted = (...entries: string[]): ScopeFilter => ({ all: false, has: () => false, entries });
  const unlisted =
    "The credential of this cluster may not list namespaces, so `pay-*` cannot be resolved: a platform engineer must name the namespaces in the grant, or widen the credential.";
  test.each([
    ["a pattern that nobody can resolve", granted("pay-*"), refused("forbidden", "forbidden"), unlisted],
    ["a pattern beside a name", granted("pay-api", "pay-*"), refused("forbidden", "live"), unlisted],
    ["names alone", granted("pay-api"), refused("forbidden", "live"), undefined],
    [
      "a pattern where namespaces could be listed",
      granted("pay-*"),
      refused("live", "forbidden"),
      "The credential of this cluster reads only namespaces that a grant names, not those that match `pay-*`: a platform engineer must name the namespaces in the grant, or widen the credential.",
    ],
    ["a pattern on a kind that is read cluster-wide", granted("pay-*"), {}, undefined],
    ["a pattern while the cluster is away", granted("pay-*"), refused("forbidden", "stale"), undefined],
  ] as const)("of a grant with %s is why it shows less", (_, filter, status, message) => {
    expect(freshnessFor(filter, status)?.message).toBe(message);
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
