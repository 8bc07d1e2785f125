import type { Binding } from "#lib/access/types";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { reviewAccess } from "#lib/kubernetes/api/review-access";
import { reviewImpersonation } from "#lib/kubernetes/api/review-impersonation";
import type { ClusterConnection, Impersonation } from "#lib/kubernetes/types/connection";

/**
 * As whom a live read goes to the cluster: as the person, with the groups of the teams that allow it. Undefined: the
 * cluster sees the portal itself, and the portal's decision alone counts. So it is only where the cluster's credential
 * can impersonate nobody at all, and for platform engineers: their sight comes from the portal's own role, which no
 * cluster knows.
 * @param via the bindings that allow the read
 * @throws `forbidden` when the credential may not impersonate this person or one of the groups, or when nobody knows
 * whether it can impersonate; KubeError when the cluster does not answer
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
  const answers = await Promise.all(
    questions.map((question) =>
      reviewAccess(connection, { verb: "impersonate", group: "", ...question }, { signal: ctx.signal }),
    ),
  );
  const denied = questions.filter((_, index) => answers[index]?.allowed !== true);
  if (denied.length === 0) return { user, groups };
  if (denied.length < questions.length || !(await canImpersonateNobody(ctx, connection)))
    throw refusal(connection.target.slug, denied);
  return undefined;
}

/** By the last diagnosis and by the cluster now: a right that was just taken away does not open the portal's own. */
async function canImpersonateNobody(ctx: Context, connection: ClusterConnection): Promise<boolean> {
  const { id, slug } = connection.target;
  const status = await ctx.runtime.db.prisma.clusterStatus.findUnique({
    where: { clusterId: id },
    select: { diagnosis: true },
  });
  const known = (status?.diagnosis as { canImpersonate?: unknown } | null | undefined)?.canImpersonate;
  if (known === undefined) {
    const sentence = `It is not known whether Wheelhouse may act for people in ${slug}. A platform engineer must run the diagnosis on the cluster's page.`;
    throw failure("forbidden", sentence);
  }
  if (known !== false) return false;
  const { users, groups } = await reviewImpersonation(connection, { signal: ctx.signal });
  return !users && !groups;
}

function refusal(cluster: string, denied: readonly { resource: string; name: string }[]) {
  const names = denied.map(({ resource, name }) => `\`${name}\` (${resource})`).join(", ");
  const sentence = `${cluster} does not let Wheelhouse act for ${names}. A platform engineer must allow its credential the verb impersonate on ${denied.length === 1 ? "this name" : "these names"} there.`;
  return failure("forbidden", sentence);
}
