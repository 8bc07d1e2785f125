import type { Context } from "#lib/context";

/** The action of a person who changes their own password. */
export const OWN_PASSWORD = "user.password.change";

/** What the audit says of something that people do to their own account. */
export function ownEntry({ actor }: Pick<Context, "actor">, action: string) {
  return { action, targetKind: "user", targetId: actor.userId, targetName: actor.displayName };
}
