import type { Context } from "#lib/context";
import type { Runtime } from "#lib/runtime";

/** The context of a platform engineer, for verbs that run before anybody has signed in. */
export async function contextOf(runtime: Runtime, userId: string): Promise<Context> {
  const user = await runtime.db.prisma.user.findUniqueOrThrow({ where: { id: userId } });
  const actor = {
    kind: "user" as const,
    userId,
    sessionId: "seed",
    displayName: user.displayName,
    email: user.email,
    portalRole: user.portalRole,
    epoch: user.accessEpoch,
  };
  return { runtime, actor, requestId: "seed" };
}

/** The same context at another time: only so can an inventory have a past. */
export function at(ctx: Context, time: number): Context {
  const clock = { ...ctx.runtime.clock, now: () => time };
  return { ...ctx, runtime: { ...ctx.runtime, clock } };
}
