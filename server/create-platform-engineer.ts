import { join } from "node:path";
import { systemClock } from "#lib/core/clock";
import { readEnv } from "#lib/core/env";
import { createLog } from "#lib/core/log";
import { openDatabase } from "#lib/db/open-database";
import { bootstrapPlatformEngineer } from "#lib/users/bootstrap-platform-engineer";

const USAGE = "node server/create-platform-engineer.ts E-MAIL [NAME]";

/**
 * Creates the first account of an installation, a platform engineer, and prints its password once. Further accounts are
 * made in the portal. With the embedded database the portal must not be running.
 */
async function main(): Promise<void> {
  const [email = "", displayName = email.split("@")[0] ?? ""] = process.argv.slice(2);
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new Error(`The first argument must be an e-mail address: ${USAGE}`);
  const env = readEnv();
  const log = createLog("silent");
  const dir = join(env.WHEELHOUSE_DIR, "database");
  const db = await openDatabase({ url: env.DATABASE_URL, dir, log, clock: systemClock });
  try {
    const account = await bootstrapPlatformEngineer({ db, clock: systemClock, log }, { email, displayName });
    if (account.password === undefined) {
      throw new Error(`There is a platform engineer already, ${account.email}: accounts are made in the portal now.`);
    }
    process.stdout.write(`${account.email}  ${account.password}\n`);
  } finally {
    await db.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
