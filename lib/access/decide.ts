import type { Context } from "#lib/context";
import { decideOn } from "./decide-on.ts";
import type { AccessRequest, Decision } from "./types.ts";

/** Decisions need to know who asks and the process's engine and clock, nothing else. */
export type AccessContext = {
  readonly actor: Context["actor"];
  readonly runtime: Pick<Context["runtime"], "access" | "clock">;
};

/**
 * Whether the actor may do this, now.
 * @throws `unavailable` when it cannot be known.
 */
export async function decide(ctx: AccessContext, request: AccessRequest): Promise<Decision> {
  const snapshot = await ctx.runtime.access.snapshotOf(ctx.actor.userId, ctx.actor.epoch);
  return decideOn(snapshot, request, ctx.runtime.clock.now());
}
