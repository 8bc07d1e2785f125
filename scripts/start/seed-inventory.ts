import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashFiles } from "../steps/hash-files.ts";
import { runCommand } from "../steps/run-command.ts";
import { step } from "./progress.ts";

type Source = {
  /** What the demo fleet said of itself. */
  readonly demo: string | undefined;
  readonly kubeconfig: string | undefined;
  readonly allowExecPlugins: boolean;
};
type Seeded = { readonly hash: string; readonly accounts: string };

/** The accounts of an inventory that was filled from the same source before. */
export function seededBefore(root: string, dir: string, source: Source): string | undefined {
  const mark = join(dir, "seeded.json");
  if (!existsSync(mark) || !existsSync(join(dir, "database"))) return undefined;
  const before = JSON.parse(readFileSync(mark, "utf8")) as Seeded;
  return before.hash === hashOf(root, source) ? before.accounts : undefined;
}

/**
 * Fills the inventory through the domain's own verbs, in a process of its own (the embedded database has one user at a
 * time). Returns the accounts to sign in with, which are the seed's output.
 * @throws an Error with the seed's own sentence when it fails
 */
export async function seedInventory(
  root: string,
  dir: string,
  env: NodeJS.ProcessEnv,
  source: Source,
): Promise<string> {
  const args = [source.demo ? "--demo" : "--kubeconfig", source.demo ?? source.kubeconfig ?? ""];
  if (source.allowExecPlugins) args.push("--allow-exec-plugins");
  const accounts = await step(
    "Filling the inventory",
    () => seed(root, env, args),
    () => "Inventory filled",
  );
  const seeded: Seeded = { hash: hashOf(root, source), accounts };
  writeFileSync(join(dir, "seeded.json"), JSON.stringify(seeded), { mode: 0o600 });
  return accounts;
}

/** The demo fleet signs new tokens at each start and honours the old ones; an own file counts with all it says. */
function hashOf(root: string, { demo, kubeconfig = "" }: Source): string {
  const sources = hashFiles(root, ["prisma/seed/*.ts", "prisma/migrations/*/*.sql"]);
  return `${sources} ${demo ? "demo" : readFileSync(kubeconfig, "utf8")}`;
}

async function seed(root: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<string> {
  const done = await runCommand(process.execPath, [join(root, "prisma/seed/main.ts"), ...args], {
    cwd: root,
    env: { ...env, WHEELHOUSE_LOG_LEVEL: "silent" },
  });
  if (done.code !== 0) throw new Error(done.output.trim());
  // Warnings of Node itself are no part of what to sign in with.
  return done.answer.trimEnd();
}
