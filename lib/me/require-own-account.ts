import { requireAccess } from "#lib/access/require";
import type { Context } from "#lib/context";

/** The guard of verbs on the actor's own account. @throws `forbidden` once the account is suspended. */
export async function requireOwnAccount(ctx: Context): Promise<void> {
  await requireAccess(ctx, { kind: "account", userId: ctx.actor.userId });
}
