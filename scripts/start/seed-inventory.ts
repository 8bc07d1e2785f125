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

/**
 * Fills the inventory through the domain's own verbs, in a process of its own (the embedded database has one user at a
 * time). Nothing is done when the same was seeded before. The accounts to sign in with are the seed's output.
 * @throws an Error with the seed's own sentence when it fails
 */
export async function seedInventory(
  root: string,
  dir: string,
  env: NodeJS.ProcessEnv,
  source: Source,
): Promise<{ accounts: string }> {
  const file = source.demo ?? source.kubeconfig ?? "";
  const sources = hashFiles(root, ["prisma/seed/*.ts", "prisma/migrations/*/*.sql"]);
  // The demo fleet signs new tokens at each start and honours the old ones; an own file counts with all it says.
  const hash = `${sources} ${source.demo ? "demo" : readFileSync(file, "utf8")}`;
  const mark = join(dir, "seeded.json");
  const before = existsSync(mark)
    ? (JSON.parse(readFileSync(mark, "utf8")) as { hash: string; accounts: string })
    : null;
  if (before?.hash === hash && existsSync(join(dir, "database"))) return before;
  const args = [source.demo ? "--demo" : "--kubeconfig", file];
  if (source.allowExecPlugins) args.push("--allow-exec-plugins");
  const accounts = await step(
    "Filling the inventory",
    () => seed(root, env, args),
    () => "Inventory filled",
  );
  writeFileSync(mark, JSON.stringify({ hash, accounts }), { mode: 0o600 });
  return { accounts };
}

async function seed(root: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<string> {
  const done = await runCommand(process.execPath, [join(root, "prisma/seed/main.ts"), ...args], {
    cwd: root,
    env: { ...env, WHEELHOUSE_LOG_LEVEL: "silent" },
  });
  if (done.code !== 0) throw new Error(done.output.trim());
  return done.output.trimEnd();
}
