import type { Prisma } from "#lib/db/generated/client";
import { deriveGrantState, endsSoon } from "./derive-grant-state.ts";
import type { GrantRow } from "./schemas.ts";

const NAMED = { select: { id: true, slug: true, name: true } } as const;

/** What a grant's row needs of its neighbours. */
export const GRANT_INCLUDE = {
  team: NAMED,
  user: { select: { id: true, email: true, displayName: true } },
  cluster: { select: { id: true, slug: true, displayName: true } },
  clusterGroup: NAMED,
  environment: NAMED,
} as const satisfies Prisma.GrantInclude;

export type GrantWithNames = Prisma.GrantGetPayload<{ include: typeof GRANT_INCLUDE }>;

/** A stored grant as lists show it. `names` are display names by user id. Pure. */
export function toGrantRow(grant: GrantWithNames, names: ReadonlyMap<string, string>, now: number): GrantRow {
  return {
    key: grant.id,
    id: grant.id,
    subject: subjectOf(grant),
    target: targetOf(grant),
    namespaces: grant.namespaces,
    role: grant.role,
    reason: grant.reason,
    source: grant.source,
    state: deriveGrantState(grant, now),
    endsSoon: endsSoon(grant, now),
    startsAt: grant.startsAt.getTime(),
    expiresAt: grant.expiresAt?.getTime(),
    revokedAt: grant.revokedAt?.getTime(),
    revokedBy: grant.revokedById === null ? undefined : names.get(grant.revokedById),
    createdAt: grant.createdAt.getTime(),
    createdBy: grant.createdById === null ? undefined : names.get(grant.createdById),
  };
}

/** Who a grant is for. @throws when the database's CHECK on exactly one subject does not hold. */
export function subjectOf({ team, user }: Pick<GrantWithNames, "team" | "user">): GrantRow["subject"] {
  if (team !== null) return { kind: "team", ...team };
  if (user !== null) return { kind: "user", id: user.id, slug: user.email, name: user.displayName };
  throw new Error("A grant has no subject.");
}

/** What a grant reaches. @throws when the database's CHECK on exactly one target does not hold. */
export function targetOf(grant: Pick<GrantWithNames, "cluster" | "clusterGroup" | "environment">): GrantRow["target"] {
  const { cluster, clusterGroup, environment } = grant;
  if (cluster !== null) return { kind: "cluster", id: cluster.id, slug: cluster.slug, name: cluster.displayName };
  if (clusterGroup !== null) return { kind: "cluster-group", ...clusterGroup };
  if (environment !== null) return { kind: "environment", ...environment };
  throw new Error("A grant has no target.");
}
