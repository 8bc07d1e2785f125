import type { Capability, GrantRole, TeamRole } from "./types.ts";

/** Facts about one grant that may matter, whether it counts or not. */
export type GrantFacts = {
  readonly id: string;
  /** The team it was given to, with the person's role in it; undefined: given to the person. */
  readonly team: { readonly id: string; readonly name: string; readonly role: TeamRole } | undefined;
  readonly target: { readonly kind: "cluster" | "cluster-group" | "environment"; readonly name: string };
  /** Whether the target is, or contains, the cluster asked about. */
  readonly reachesCluster: boolean;
  readonly namespaces: readonly string[];
  readonly role: GrantRole;
  readonly reason: string;
  /** Epoch milliseconds, as all times here. */
  readonly startsAt: number;
  readonly expiresAt: number | undefined;
  readonly revokedAt: number | undefined;
};

/** Everything that an explanation is made of. */
export type ExplanationFacts = {
  readonly person: { readonly name: string; readonly status: "active" | "suspended"; readonly portalRole: string };
  readonly cluster: { readonly name: string };
  readonly grants: readonly GrantFacts[];
  /** How many teams the person is in. */
  readonly teams: number;
};

export type ExplanationQuestion = {
  /** Undefined: a cluster-scoped object, or all namespaces. */
  readonly namespace: string | undefined;
  readonly capability: Capability;
};
