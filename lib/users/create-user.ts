import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import { hashPassword } from "#lib/auth/hash-password";
import { setLocalPassword } from "#lib/auth/set-local-password";
import type { Context } from "#lib/context";
import { badField } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { isUniqueViolation } from "#lib/db/is-unique-violation";
import { parseInput } from "#lib/http/parse-input";
import { oneTimePassword } from "./one-time-password.ts";
import { type createdUserSchema, createUserInput } from "./schemas.ts";

/**
 * Creates a local account. The password in the answer is shown once; only its hash is kept.
 * @throws `bad_input` when the address has an account.
 */
export async function createUser(
  ctx: Context,
  input: z.input<typeof createUserInput>,
  password: string = oneTimePassword(),
): Promise<z.infer<typeof createdUserSchema>> {
  const attempt = { action: "user.create", targetKind: "user", targetName: String(input.email) };
  await requireAudited(ctx, { kind: "portal", action: "users.manage" }, attempt);
  const { email, displayName, portalRole } = parseInput(createUserInput, input, "body");
  const id = newId(ctx.runtime.clock);
  const passwordHash = await hashPassword(password);
  const detail = { email, portalRole };
  try {
    await ctx.runtime.db.prisma.$transaction(async (tx) => {
      await tx.user.create({ data: { id, email, displayName, portalRole } });
      await setLocalPassword(tx, ctx.runtime, { userId: id, email, passwordHash });
      await recordAudit(ctx, { ...attempt, targetId: id, targetName: displayName, result: "succeeded", detail }, tx);
    });
  } catch (error) {
    throw isUniqueViolation(error) ? badField("email", "has an account already") : error;
  }
  return { id, email, password };
}
