import { createHash } from "node:crypto";
import type { Clock } from "#lib/core/clock";
import type { NamespaceFilter } from "#lib/kubernetes/types/fleet";
import type { CachedKind } from "#lib/kubernetes/types/rows";
import { coversAll } from "./covers-all.ts";
import { KIND_RESOURCES, kindCapability } from "./kind-capability.ts";
import { matchesNamespace } from "./matches-namespace.ts";
import { roleAllows } from "./roles.ts";
import { type AccessSnapshot, isCurrent, nextChange } from "./snapshot.ts";
import type { Binding, GrantRole, Scope, ScopeFilter } from "./types.ts";

/** Admits nothing. */
export const NOTHING: NamespaceFilter = { all: false, has: () => false };

/** The scope of a snapshot, now and as time passes. Pure but for the clock. */
export function buildScope(snapshot: AccessSnapshot, clock: Clock): Scope {
  return snapshot.active ? scopeOfBindings(snapshot, snapshot.bindings, clock) : scopeOfBindings(snapshot, [], clock);
}

function scopeOfBindings(snapshot: AccessSnapshot, bindings: readonly Binding[], clock: Clock): Scope {
  const byCluster = groupByCluster(snapshot, bindings);
  const present = followClock(clock, bindings, (now) => {
    const current = [...byCluster].filter(([, list]) => list.some((binding) => isCurrent(binding, now)));
    const ids = new Set(current.map(([clusterId]) => clusterId));
    const clusters = new Map([...snapshot.clusters].filter(([id]) => ids.has(id)));
    return { clusterIds: ids, clusters, hash: hashOf(current, now), validUntil: nextChange(bindings, now) };
  });
  const seeing = (clusterId: string, allows: (role: GrantRole) => boolean, mustCoverAll: boolean) => {
    const list = (byCluster.get(clusterId) ?? []).filter((binding) => allows(binding.role));
    const useful = mustCoverAll ? list.filter((binding) => coversAll(binding.namespaces)) : list;
    return useful.length === 0 ? NOTHING : timedFilter(useful, clock);
  };
  return {
    get hash() {
      return present().hash;
    },
    get clusterIds() {
      return present().clusterIds;
    },
    get clusters() {
      return present().clusters;
    },
    get validUntil() {
      return present().validUntil;
    },
    visible: (clusterId: string, kind: CachedKind) => {
      const capability = kindCapability(kind);
      return seeing(clusterId, (role) => roleAllows(role, capability), KIND_RESOURCES[kind].clusterScoped);
    },
    summarised: (clusterId: string, kind: CachedKind) =>
      KIND_RESOURCES[kind].clusterScoped ? seeing(clusterId, sumsNodes, true) : seeing(clusterId, () => true, false),
    forTeam: (teamId: string) => scopeOfBindings(snapshot, bindingsOfTeam(snapshot, bindings, teamId), clock),
  };
}

/** A viewer of all namespaces may not list the nodes, so a manager's grant elsewhere must not add them up either. */
function sumsNodes(role: GrantRole): boolean {
  return role === "manager" || role === "platform";
}

/** Computes a value once, and again when a binding has started or ended since (or the clock was set back). */
function followClock<T>(clock: Clock, bindings: readonly Binding[], compute: (now: number) => T): () => T {
  const read = (now: number) => ({ from: now, until: nextChange(bindings, now), value: compute(now) });
  let state = read(clock.now());
  return () => {
    const now = clock.now();
    if (now < state.from || (state.until !== undefined && now >= state.until)) state = read(now);
    return state.value;
  };
}

function groupByCluster(snapshot: AccessSnapshot, bindings: readonly Binding[]): Map<string, Binding[]> {
  const grouped = new Map<string, Binding[]>();
  for (const binding of bindings) {
    const targets = binding.clusterId === undefined ? snapshot.clusters.keys() : [binding.clusterId];
    for (const clusterId of targets) {
      const list = grouped.get(clusterId);
      if (list) list.push(binding);
      else grouped.set(clusterId, [binding]);
    }
  }
  return grouped;
}

/** Own bindings through the team; a portal role sees with its own eyes, but only where the team's grants reach. */
function bindingsOfTeam(snapshot: AccessSnapshot, bindings: readonly Binding[], teamId: string): Binding[] {
  const own = bindings.filter((binding) => binding.teamId === teamId);
  const wide = bindings.filter((binding) => binding.clusterId === undefined);
  const region = snapshot.teamRegions.get(teamId) ?? [];
  return [...own, ...wide.flatMap((binding) => region.map((part) => ({ ...part, role: binding.role })))];
}

/** A filter that follows the clock: what was admitted is forgotten when a grant starts or ends. */
function timedFilter(bindings: readonly Binding[], clock: Clock): ScopeFilter {
  const present = followClock(clock, bindings, (now) => {
    const patterns = bindings.filter((binding) => isCurrent(binding, now)).flatMap((binding) => binding.namespaces);
    return { patterns, all: coversAll(patterns), answers: new Map<string, boolean>() };
  });
  return {
    get all() {
      return present().all;
    },
    get entries() {
      return present().patterns;
    },
    has: (namespace) => {
      const { all, answers, patterns } = present();
      if (all) return true;
      const known = answers.get(namespace);
      if (known !== undefined) return known;
      const answer = patterns.some((pattern) => matchesNamespace(pattern, namespace));
      answers.set(namespace, answer);
      return answer;
    },
  };
}

function hashOf(clusters: readonly (readonly [string, readonly Binding[]])[], now: number): string {
  const lines = clusters.flatMap(([clusterId, bindings]) =>
    bindings
      .filter((binding) => isCurrent(binding, now))
      .map((binding) => `${clusterId} ${binding.role} ${[...new Set(binding.namespaces)].sort().join(",")}`),
  );
  return createHash("sha256")
    .update([...new Set(lines)].sort().join("\n"))
    .digest("base64url")
    .slice(0, 22);
}
