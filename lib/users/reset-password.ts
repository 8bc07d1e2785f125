import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import { hashPassword } from "#lib/auth/hash-password";
import { setLocalPassword } from "#lib/auth/set-local-password";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { publishChange } from "#lib/publish-change";
import { findUser } from "./find-user.ts";
import { oneTimePassword } from "./one-time-password.ts";
import type { createdUserSchema } from "./schemas.ts";

/**
 * Gives a local account a new password, shown once, and ends its sessions.
 * @throws `conflict` for an account that signs in elsewhere.
 */
export async function resetPassword(ctx: Context, id: string): Promise<z.infer<typeof createdUserSchema>> {
  const attempt = { action: "user.password", targetKind: "user", targetId: id, targetName: "user" };
  await requireAudited(ctx, { kind: "portal", action: "users.manage" }, attempt);
  const { user, entry } = await findUser(ctx, id);
  const local = await ctx.runtime.db.prisma.identity.count({ where: { userId: id, issuer: "local" } });
  if (local === 0) throw failure("conflict", "This account has no password here: it signs in elsewhere.");
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  await ctx.runtime.db.prisma.$transaction(async (tx) => {
    await setLocalPassword(tx, ctx.runtime, { userId: id, email: user.email, passwordHash });
    await recordAudit(ctx, { ...entry, action: attempt.action, result: "succeeded" }, tx);
  });
  await publishChange(ctx.runtime);
  return { id, email: user.email, password };
}
