import { recordAudit } from "#lib/audit/record-audit";
import { hashPassword } from "#lib/auth/hash-password";
import { setLocalPassword } from "#lib/auth/set-local-password";
import { newId } from "#lib/core/ids";
import type { Runtime } from "#lib/runtime";
import { oneTimePassword } from "./one-time-password.ts";

export type BootstrapInput = { readonly email: string; readonly displayName: string; readonly password?: string };

/**
 * Creates the first platform engineer of an installation. It needs no actor: whoever starts the process owns it. Does
 * nothing once there is a platform engineer; the role is then given by one.
 * @returns the account, with its password only when this call made it.
 */
export async function bootstrapPlatformEngineer(
  runtime: Pick<Runtime, "db" | "clock" | "log">,
  input: BootstrapInput,
): Promise<{ userId: string; email: string; password: string | undefined }> {
  const { prisma } = runtime.db;
  const before = await prisma.user.findFirst({ where: { portalRole: "platform" }, orderBy: { createdAt: "asc" } });
  if (before !== null) return { userId: before.id, email: before.email, password: undefined };
  const password = input.password ?? oneTimePassword();
  const passwordHash = await hashPassword(password);
  const userId = newId(runtime.clock);
  const { displayName } = input;
  const email = input.email.toLowerCase();
  await prisma.$transaction(async (tx) => {
    await tx.user.create({ data: { id: userId, email, displayName, portalRole: "platform" } });
    await setLocalPassword(tx, runtime, { userId, email, passwordHash });
    const entry = { action: "user.bootstrap", targetKind: "user", targetId: userId, targetName: displayName };
    await recordAudit({ runtime }, { ...entry, result: "succeeded", detail: { email } }, tx);
  });
  return { userId, email, password };
}
