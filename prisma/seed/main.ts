import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import { readEnv } from "#lib/core/env";
import { createLog } from "#lib/core/log";
import { openRuntime } from "../../server/open-runtime.ts";
import { demoAccounts, seedDemo } from "./seed-demo.ts";
import { seedLocal } from "./seed-local.ts";

/** What the demo fleet says of itself: a kubeconfig file by cluster. */
const fleetSchema = z.object({ kubeconfigs: z.record(z.string(), z.string()) });

/**
 * `node prisma/seed/main.ts --demo FILE | --kubeconfig FILE --password-file FILE [--allow-exec-plugins]`: fills the
 * inventory. Prints lines of JSON: `progress` on the way, at last `accounts` to sign in with. Ends with one sentence
 * when it cannot.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      demo: { type: "string" },
      kubeconfig: { type: "string" },
      "password-file": { type: "string", default: "" },
      "allow-exec-plugins": { type: "boolean", default: false },
    },
  });
  const env = readEnv();
  const opened = await openRuntime(env, createLog(env.WHEELHOUSE_LOG_LEVEL));
  try {
    if (values.kubeconfig !== undefined) {
      const text = readFileSync(values.kubeconfig);
      const password = readFileSync(values["password-file"], "utf8");
      const allowExec = values["allow-exec-plugins"];
      const onProgress = (done: number, of: number) => say({ progress: `${done} of ${of} contexts` });
      say({ accounts: await seedLocal(opened.runtime, { text, allowExec, password, onProgress }) });
    } else if (values.demo !== undefined) {
      const { kubeconfigs } = fleetSchema.parse(JSON.parse(readFileSync(values.demo, "utf8")));
      const texts = Object.entries(kubeconfigs).map(([slug, file]) => [slug, readFileSync(file, "utf8")] as const);
      await seedDemo(opened.runtime, Object.fromEntries(texts));
      say({ accounts: demoAccounts() });
    }
  } finally {
    await opened.close();
  }
}

function say(line: { progress: string } | { accounts: string }): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
