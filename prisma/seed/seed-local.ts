import { findLocalIdentity } from "#lib/auth/find-local-account";
import { verifyPassword } from "#lib/auth/verify-password";
import { importLocalKubeconfig, type LocalImport } from "#lib/clusters/import-local-kubeconfig";
import type { Runtime } from "#lib/runtime";
import { bootstrapPlatformEngineer } from "#lib/users/bootstrap-platform-engineer";
import { contextOf } from "./seed-context.ts";

const OPERATOR = { email: "operator@localhost.localdomain", displayName: "Local operator" };

export type LocalSeed = {
  readonly text: Uint8Array;
  readonly allowExec: boolean;
  /** Of the local platform engineer, whose account the first start makes. */
  readonly password: string;
  readonly onProgress?: (done: number, of: number) => void;
};

/** Registers every cluster of an operator's own file for a local platform engineer. @returns what to print */
export async function seedLocal(
  runtime: Runtime,
  { text, allowExec, password, onProgress }: LocalSeed,
): Promise<string> {
  const { userId, email } = await bootstrapPlatformEngineer(runtime, { ...OPERATOR, password });
  const ctx = await contextOf(runtime, userId);
  const done = await importLocalKubeconfig(ctx, { text, allowExec, onProgress });
  const identity = await findLocalIdentity(runtime.db, userId);
  // Of an account that was there before, or of an operator who has changed it, nobody but they know it.
  const fits = await verifyPassword(password, identity?.passwordHash);
  const shown = fits ? password : "the password of that account";
  return [`  ${email}  ${shown}  platform engineer`, ...summarise(done)].join("\n");
}

function summarise({ registered, known, unused, refused }: LocalImport): string[] {
  const lines = [
    `\nClusters: ${registered.length} registered, ${known.length} known before, ${refused.length} refused.`,
  ];
  for (const { context, reason } of unused) lines.push(`  ${context}: ${reason}`);
  for (const { context, problems } of refused) {
    const first = problems[0];
    lines.push(`  ${context}: ${first ? `${first.field} ${first.rule}` : "not usable"}`);
  }
  return lines;
}
