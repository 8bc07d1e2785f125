import { buildScope } from "./build-scope.ts";
import type { AccessContext } from "./decide.ts";
import type { Scope } from "./types.ts";

/**
 * Everything the actor may see. Cheap; make one per request, and a new one when `onAccessChange` names the actor.
 * @throws `unavailable` when it cannot be known.
 */
export async function scopeOf(ctx: AccessContext): Promise<Scope> {
  const snapshot = await ctx.runtime.access.snapshotOf(ctx.actor.userId, ctx.actor.epoch);
  return buildScope(snapshot, ctx.runtime.clock);
}
