import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { GRANT_INCLUDE, type GrantWithNames, subjectOf, targetOf } from "./to-grant-row.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A stored grant and what the audit calls it. Only for verbs that checked `grants.manage`. @throws `not_found` */
export async function findGrant(ctx: Context, id: string) {
  if (!UUID.test(id)) throw failure("not_found");
  const grant = await ctx.runtime.db.prisma.grant.findUnique({ where: { id }, include: GRANT_INCLUDE });
  if (grant === null) throw failure("not_found");
  return { grant, entry: auditOf(grant) };
}

function auditOf(grant: GrantWithNames) {
  return {
    targetKind: "grant",
    targetId: grant.id,
    targetName: `${subjectOf(grant).name} → ${targetOf(grant).name}`,
    teamId: grant.teamId ?? undefined,
    clusterId: grant.clusterId ?? undefined,
  };
}
