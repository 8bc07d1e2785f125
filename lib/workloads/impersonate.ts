import type { Binding } from "#lib/access/types";
import type { Context } from "#lib/context";
import { reviewAccess } from "#lib/kubernetes/api/review-access";
import type { ClusterConnection, Impersonation } from "#lib/kubernetes/types/connection";

/**
 * As whom a live read goes to the cluster: as the person, with the groups of the teams that allow it, where the portal's
 * credential may impersonate them. Undefined: the cluster sees the portal itself, and the portal's decision alone counts.
 * So it is for platform engineers: their sight comes from the portal's own role, which no cluster knows.
 * @param via the bindings that allow the read
 * @throws KubeError when the cluster does not answer
 */
export async function impersonationFor(
  ctx: Context,
  connection: ClusterConnection,
  via: readonly Binding[],
): Promise<Impersonation | undefined> {
  if (via.some((binding) => binding.source === "portal-role")) return undefined;
  const teams = new Set(via.flatMap((binding) => binding.teamSlug ?? []));
  const groups = [...teams].sort().map((slug) => `wheelhouse:team:${slug}`);
  const user = `wheelhouse:user:${ctx.actor.userId}`;
  const questions = [{ resource: "users", name: user }, ...groups.map((name) => ({ resource: "groups", name }))];
  const options = { signal: ctx.signal };
  for (const question of questions) {
    const answer = await reviewAccess(connection, { verb: "impersonate", group: "", ...question }, options);
    if (!answer.allowed) return undefined;
  }
  return { user, groups };
}
