import type { NamespaceFilter } from "#lib/kubernetes/types/fleet";
import type { CachedKind } from "#lib/kubernetes/types/rows";

export type PortalRole = "member" | "manager" | "platform";
export type TeamRole = "owner" | "member" | "viewer";
export type GrantRole = "viewer" | "developer" | "maintainer" | "platform" | "manager";

/** Who asks. Made by `lib/auth` from a live session; nothing in it comes from the browser but the session id. */
export type Actor = {
  readonly kind: "user";
  readonly userId: string;
  readonly sessionId: string;
  readonly displayName: string;
  readonly email: string;
  readonly portalRole: PortalRole;
  /** The user's access epoch when the actor was made; a stream opened under an older one is re-examined. */
  readonly epoch: number;
  /** Epoch milliseconds at which the session ends unless it is used; a stream asks again then. */
  readonly sessionEndsAt?: number;
};

/** The verbs of the Kubernetes API. */
export type KubeVerb = "get" | "list" | "watch" | "create" | "update" | "patch" | "delete" | "deletecollection";

/** One right on cluster resources. `subresource` is part of the key: `pods/log` is not `pods`. */
export type Capability = {
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly verb: KubeVerb;
};

/** What a person may do in the portal itself. */
export type PortalAction =
  | "clusters.view" // names, health, capacity of the clusters in scope
  | "clusters.manage" // register, pause, rotate, remove
  | "teams.view"
  | "teams.manage"
  | "team.members.manage" // of one team: its owners
  | "grants.view"
  | "grants.manage"
  | "access.explain" // why can this person see this
  | "users.manage"
  | "audit.view"
  | "fleet.summary"; // sums per team and cluster

export type AccessRequest =
  | {
      readonly kind: "resource";
      readonly clusterId: string;
      /** Undefined: a cluster-scoped resource, or all namespaces. */
      readonly namespace: string | undefined;
      readonly capability: Capability;
    }
  | { readonly kind: "portal"; readonly action: PortalAction; readonly teamId?: string }
  /** What belongs to a person alone: password, sessions, own memberships. */
  | { readonly kind: "account"; readonly userId: string };

/** One reason why access exists: a grant (through a team or direct), or the portal role. */
export type Binding = {
  readonly source: "grant" | "portal-role" | "team-role";
  readonly grantId: string | undefined;
  readonly teamId: string | undefined;
  readonly teamSlug: string | undefined;
  readonly teamRole: TeamRole | undefined;
  /** What it gives: the grant's role, at most viewer for a team's viewer. */
  readonly role: GrantRole;
  /** Undefined: every cluster. */
  readonly clusterId: string | undefined;
  /** How the grant reached the cluster: itself, a group, or an environment. */
  readonly targetKind: "cluster" | "cluster-group" | "environment" | "all";
  readonly targetSlug: string | undefined;
  readonly namespaces: readonly string[];
  /** Epoch milliseconds; undefined: no end. */
  readonly startsAt: number | undefined;
  readonly expiresAt: number | undefined;
  readonly reason: string | undefined;
};

export type Decision =
  | { readonly allowed: true; readonly via: readonly Binding[] }
  | { readonly allowed: false; readonly why: "no-grant" | "role-lacks-capability" | "unknown-subresource" };

export type ScopedCluster = { readonly id: string; readonly slug: string; readonly paused: boolean };

/** Namespaces that an actor may see, and the entries of grants that say so, where a grant does. */
export type ScopeFilter = NamespaceFilter & { readonly entries?: readonly string[] };

/**
 * Everything an actor may see. Made once per request; every cached row leaves through it. It follows the clock: what a
 * grant gives appears when the grant starts and is gone when it ends. What people change needs a new scope.
 */
export type Scope = {
  /** Equal for actors who may see exactly the same: cache keys carry it, never a token. */
  readonly hash: string;
  /** Ids of the clusters on which the actor has any namespace. */
  readonly clusterIds: ReadonlySet<string>;
  /** The same clusters with what is known of them without asking. */
  readonly clusters: ReadonlyMap<string, ScopedCluster>;
  /** Epoch milliseconds at which a grant next starts or ends. Undefined: only somebody's change changes it. */
  readonly validUntil: number | undefined;
  /** Namespaces of the cluster whose rows of this kind the actor may list. Nothing where nothing is granted. */
  visible(clusterId: string, kind: CachedKind): ScopeFilter;
  /**
   * Namespaces whose rows of this kind may be added up for the actor (fleet summary); the rows themselves must not
   * leave. Nodes: everything, where a manager's or platform engineer's grant covers the whole cluster, else nothing.
   */
  summarised(clusterId: string, kind: CachedKind): ScopeFilter;
  /** The same, only through one team: the team picker of the top bar narrows, never widens. */
  forTeam(teamId: string): Scope;
};
