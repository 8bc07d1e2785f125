import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hashFiles } from "../steps/hash-files.ts";
import { runCommand } from "../steps/run-command.ts";
import { localPasswordFile } from "./local-password.ts";
import { step } from "./progress.ts";
import { writeFileAtomic } from "./write-file-atomic.ts";

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
 * time). Returns the accounts to sign in with, as the seed says them.
 * @throws an Error with the seed's own sentence when it fails
 */
export async function seedInventory(
  root: string,
  dir: string,
  env: NodeJS.ProcessEnv,
  source: Source,
): Promise<string> {
  const accounts = await step(
    "Filling the inventory",
    (say) => seed(root, env, argsOf(dir, source), say),
    () => "Inventory filled",
  );
  const seeded: Seeded = { hash: hashOf(root, source), accounts };
  writeFileAtomic(join(dir, "seeded.json"), JSON.stringify(seeded));
  return accounts;
}

function argsOf(dir: string, { demo, kubeconfig = "", allowExecPlugins }: Source): string[] {
  if (demo) return ["--demo", demo];
  const plugins = allowExecPlugins ? ["--allow-exec-plugins"] : [];
  return ["--kubeconfig", kubeconfig, "--password-file", localPasswordFile(dir), ...plugins];
}

/**
 * The demo fleet signs new tokens at each start and honours the old ones; an own file counts with all it says, of which
 * nothing may be read in the hash.
 */
function hashOf(root: string, { demo, kubeconfig = "", allowExecPlugins }: Source): string {
  const sources = hashFiles(root, ["prisma/seed/*.ts", "prisma/migrations/*/*.sql"]);
  if (demo) return `${sources} demo`;
  const file = createHash("sha256").update(readFileSync(kubeconfig)).digest("hex");
  return `${sources} ${file} ${allowExecPlugins ? "with" : "without"} plugins`;
}

async function seed(
  root: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[],
  say: (text: string) => void,
): Promise<string> {
  let accounts = "";
  const done = await runCommand(process.execPath, [join(root, "prisma/seed/main.ts"), ...args], {
    cwd: root,
    env: { ...env, WHEELHOUSE_LOG_LEVEL: "silent" },
    onAnswer: (line) => {
      const said = JSON.parse(line) as { progress?: string; accounts?: string };
      if (said.progress !== undefined) say(said.progress);
      if (said.accounts !== undefined) accounts = said.accounts;
    },
  });
  if (done.code !== 0) throw new Error(done.errors.trim());
  return accounts;
}
