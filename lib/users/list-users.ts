import { requireAccess } from "#lib/access/require";
import type { Context } from "#lib/context";
import type { UserList } from "./schemas.ts";

/** Everybody who can sign in, with what they are part of. Only for platform engineers. */
export async function listUsers(ctx: Context): Promise<UserList> {
  await requireAccess(ctx, { kind: "portal", action: "users.manage" });
  const now = new Date(ctx.runtime.clock.now());
  const users = await ctx.runtime.db.prisma.user.findMany({
    orderBy: { displayName: "asc" },
    include: {
      identities: { select: { issuer: true } },
      memberships: { select: { role: true, team: { select: { slug: true, name: true } } } },
      sessions: { select: { lastSeenAt: true, revokedAt: true, expiresAt: true, idleUntil: true } },
    },
  });
  const items = users.map((user) => ({
    key: user.id,
    id: user.id,
    email: user.email,
    displayName: user.displayName,
    portalRole: user.portalRole,
    status: user.status,
    issuers: [...new Set(user.identities.map((identity) => identity.issuer))],
    teams: user.memberships
      .map(({ team, role }) => ({ ...team, role }))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
    sessions: user.sessions.filter((entry) => !entry.revokedAt && entry.expiresAt > now && entry.idleUntil > now)
      .length,
    lastSeenAt: latest(user.sessions.map((session) => session.lastSeenAt)),
    createdAt: user.createdAt.getTime(),
    self: user.id === ctx.actor.userId,
  }));
  return { items };
}

function latest(times: readonly Date[]): number | undefined {
  return times.length === 0 ? undefined : Math.max(...times.map((time) => time.getTime()));
}
