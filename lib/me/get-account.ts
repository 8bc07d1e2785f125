import { decide } from "#lib/access/decide";
import { findLocalIdentity } from "#lib/auth/find-local-account";
import type { Context } from "#lib/context";
import { describeClient } from "./describe-client.ts";
import { OWN_PASSWORD } from "./own-entry.ts";
import { readMemberships } from "./read-memberships.ts";
import { requireOwnAccount } from "./require-own-account.ts";
import type { Account, OwnSession } from "./schemas.ts";

/** The actor's own account. What it reads is theirs: nobody else's can be asked for. */
export async function getAccount(ctx: Context): Promise<Account> {
  await requireOwnAccount(ctx);
  const { displayName, email, portalRole } = ctx.actor;
  return {
    ...{ displayName, email, portalRole },
    teams: await readTeams(ctx),
    password: await readPassword(ctx),
    sessions: await readSessions(ctx),
  };
}

async function readTeams(ctx: Context): Promise<Account["teams"]> {
  const teams = (await readMemberships(ctx)).map(async ({ id, ...team }) => {
    const { allowed } = await decide(ctx, { kind: "portal", action: "teams.view", teamId: id });
    return { ...team, visible: allowed };
  });
  return await Promise.all(teams);
}

/** A password that the person has not changed since it was last set was made by somebody else. */
async function readPassword({ runtime, actor }: Context): Promise<Account["password"]> {
  const identity = await findLocalIdentity(runtime.db, actor.userId);
  if (!identity) return undefined;
  const own = await runtime.db.prisma.auditEvent.findFirst({
    where: { actorId: actor.userId, at: { gte: identity.updatedAt }, action: OWN_PASSWORD, result: "succeeded" },
    select: { id: true },
  });
  return { setBy: own ? "you" : "others" };
}

async function readSessions({ runtime, actor }: Context): Promise<OwnSession[]> {
  const now = new Date(runtime.clock.now());
  const rows = await runtime.db.prisma.userSession.findMany({
    where: { userId: actor.userId, revokedAt: null, idleUntil: { gt: now } },
    orderBy: { lastSeenAt: "desc" },
  });
  const sessions = rows.map((row) => ({
    startedAt: row.createdAt.getTime(),
    lastUsedAt: row.lastSeenAt.getTime(),
    client: describeClient(row.userAgent),
    current: row.id === actor.sessionId,
  }));
  return sessions.sort((a, b) => Number(b.current) - Number(a.current));
}
