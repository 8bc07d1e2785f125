import { importLocalKubeconfig, type LocalImport } from "#lib/clusters/import-local-kubeconfig";
import type { Runtime } from "#lib/runtime";
import { bootstrapPlatformEngineer } from "#lib/users/bootstrap-platform-engineer";
import { contextOf } from "./seed-context.ts";

const OPERATOR = { email: "operator@localhost.localdomain", displayName: "Local operator" };

/** Registers every context of an operator's own file for a local platform engineer. @returns what to print */
export async function seedLocal(runtime: Runtime, text: Uint8Array, allowExec: boolean): Promise<string> {
  const account = await bootstrapPlatformEngineer(runtime, OPERATOR);
  const ctx = await contextOf(runtime, account.userId);
  const done = await importLocalKubeconfig(ctx, { text, allowExec });
  const password = account.password ?? "the password that the first start printed";
  return [`  ${account.email}  ${password}  platform engineer`, ...summarise(done)].join("\n");
}

function summarise({ registered, known, refused }: LocalImport): string[] {
  const lines = [
    `\nClusters: ${registered.length} registered, ${known.length} known before, ${refused.length} refused.`,
  ];
  for (const { context, problems } of refused) {
    const first = problems[0];
    lines.push(`  ${context}: ${first ? `${first.field} ${first.rule}` : "not usable"}`);
  }
  return lines;
}
