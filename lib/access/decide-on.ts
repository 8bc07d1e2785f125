import { coversAll } from "./covers-all.ts";
import { matchesNamespace } from "./matches-namespace.ts";
import { knowsSubresource, roleAllows } from "./roles.ts";
import { type AccessSnapshot, isCurrent } from "./snapshot.ts";
import type { AccessRequest, Binding, Decision, PortalAction } from "./types.ts";

type ResourceRequest = Extract<AccessRequest, { kind: "resource" }>;

const NO_GRANT: Decision = { allowed: false, why: "no-grant" };

/** The decision itself: pure, of one snapshot at one moment (epoch milliseconds). What nothing allows is denied. */
export function decideOn(snapshot: AccessSnapshot, request: AccessRequest, now: number): Decision {
  if (!snapshot.active) return NO_GRANT;
  if (request.kind === "resource") return decideResource(snapshot, request, now);
  // No role opens another person's account: what platform engineers may do to it is `users.manage`.
  if (request.kind === "account") return request.userId === snapshot.userId ? { allowed: true, via: [] } : NO_GRANT;
  return decidePortal(snapshot, request.action, request.teamId, now);
}

function decideResource(snapshot: AccessSnapshot, request: ResourceRequest, now: number): Decision {
  if (!snapshot.clusters.has(request.clusterId)) return NO_GRANT;
  const covering = snapshot.bindings.filter((binding) => isCurrent(binding, now) && covers(binding, request));
  if (covering.length === 0) return NO_GRANT;
  if (!knowsSubresource(request.capability)) return { allowed: false, why: "unknown-subresource" };
  const via = covering.filter((binding) => roleAllows(binding.role, request.capability));
  return via.length === 0 ? { allowed: false, why: "role-lacks-capability" } : { allowed: true, via };
}

/** Whether a binding reaches the place of a request. No namespace: only a grant on all namespaces does. */
export function covers(
  binding: Pick<Binding, "clusterId" | "namespaces">,
  place: { clusterId: string; namespace: string | undefined },
): boolean {
  if (binding.clusterId !== undefined && binding.clusterId !== place.clusterId) return false;
  const { namespace } = place;
  if (namespace === undefined) return coversAll(binding.namespaces);
  return binding.namespaces.some((pattern) => matchesNamespace(pattern, namespace));
}

/** What owners of a team may do for it, besides what every member may. */
const OWNER_ACTIONS: ReadonlySet<PortalAction> = new Set(["team.members.manage", "grants.view"]);

function decidePortal(
  snapshot: AccessSnapshot,
  action: PortalAction,
  teamId: string | undefined,
  now: number,
): Decision {
  const bindings = snapshot.bindings.filter((binding) => isCurrent(binding, now));
  const byRole = bindings.filter((binding) => binding.source === "portal-role");
  if (snapshot.portalRole === "platform") return { allowed: true, via: byRole };
  if (action === "fleet.summary") return allowIfAny(bindings.filter((binding) => binding.role === "manager"));
  if (action === "clusters.view")
    return snapshot.portalRole === "manager" ? allowIfAny(byRole) : { allowed: true, via: bindings };
  const teams = snapshot.teams.filter((team) => teamId === undefined || team.teamId === teamId);
  const isOwner = teams.some((team) => team.role === "owner");
  const byTeam: Decision = { allowed: true, via: [] };
  if (action === "teams.view" && teams.length > 0) return byTeam;
  if (action === "audit.view" && (isOwner || (teamId === undefined && snapshot.portalRole === "member"))) return byTeam;
  if (OWNER_ACTIONS.has(action) && teamId !== undefined && isOwner) return byTeam;
  return NO_GRANT;
}

function allowIfAny(via: readonly Binding[]): Decision {
  return via.length === 0 ? NO_GRANT : { allowed: true, via };
}
