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
 * `node prisma/seed/main.ts --demo FILE | --kubeconfig FILE [--allow-exec-plugins]`: fills the inventory and prints the
 * accounts to sign in with. Ends with one sentence when it cannot.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      demo: { type: "string" },
      kubeconfig: { type: "string" },
      "allow-exec-plugins": { type: "boolean", default: false },
    },
  });
  const env = readEnv();
  const opened = await openRuntime(env, createLog(env.WHEELHOUSE_LOG_LEVEL));
  try {
    if (values.kubeconfig !== undefined) {
      const text = readFileSync(values.kubeconfig);
      process.stdout.write(`${await seedLocal(opened.runtime, text, values["allow-exec-plugins"])}\n`);
    } else if (values.demo !== undefined) {
      const { kubeconfigs } = fleetSchema.parse(JSON.parse(readFileSync(values.demo, "utf8")));
      const texts = Object.entries(kubeconfigs).map(([slug, file]) => [slug, readFileSync(file, "utf8")] as const);
      await seedDemo(opened.runtime, Object.fromEntries(texts));
      process.stdout.write(`${demoAccounts()}\n`);
    }
  } finally {
    await opened.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
