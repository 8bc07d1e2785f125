import type { TeamRole } from "#lib/access/types";
import type { Context } from "#lib/context";
import { compareText } from "#lib/workloads/format";
import { requireOwnAccount } from "./require-own-account.ts";

export type OwnMembership = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly role: TeamRole;
};

/** The teams the actor is in, by name. @throws `forbidden` once the account is suspended. */
export async function readMemberships(ctx: Context): Promise<OwnMembership[]> {
  await requireOwnAccount(ctx);
  const memberships = await ctx.runtime.db.prisma.membership.findMany({
    where: { userId: ctx.actor.userId },
    select: { role: true, team: { select: { id: true, slug: true, name: true } } },
  });
  return memberships.map(({ role, team }) => ({ ...team, role })).sort((a, b) => compareText(a.name, b.name));
}
