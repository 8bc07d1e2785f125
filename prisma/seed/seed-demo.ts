import type { Env } from "#lib/core/env";
import type { Runtime } from "#lib/runtime";
import { bootstrapPlatformEngineer } from "#lib/users/bootstrap-platform-engineer";
import { DEMO_PASSWORD, PEOPLE } from "./demo-data.ts";
import { seedClusters } from "./seed-clusters.ts";
import { contextOf } from "./seed-context.ts";
import { seedGrants } from "./seed-grants.ts";
import { seedPeople } from "./seed-people.ts";

/**
 * Fills the inventory for the demo fleet, through the domains' own verbs. Running it again changes nothing.
 * @param kubeconfigs the demo clusters' kubeconfigs by short name
 * @throws an Error with one sentence where the portal is not on this machine only: the demo's passwords are public
 */
export async function seedDemo(runtime: Runtime, kubeconfigs: Readonly<Record<string, string>>): Promise<void> {
  refuseElsewhere(runtime.env);
  const pat = PEOPLE.find((person) => person.portalRole === "platform");
  if (pat === undefined) throw new Error("The demo has no platform engineer.");
  const { email, displayName } = pat;
  const { userId } = await bootstrapPlatformEngineer(runtime, { email, displayName, password: DEMO_PASSWORD });
  const ctx = await contextOf(runtime, userId);
  await seedClusters(ctx, kubeconfigs);
  await seedPeople(ctx);
  await seedGrants(ctx);
}

function refuseElsewhere({ HOST, WHEELHOUSE_URL, DATABASE_URL }: Env): void {
  const host = WHEELHOUSE_URL === undefined ? "localhost" : new URL(WHEELHOUSE_URL).hostname;
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(host) && ["127.0.0.1", "::1", "localhost"].includes(HOST);
  if (!local || DATABASE_URL !== undefined) {
    throw new Error("The demo's passwords are public: it runs on this machine with its own embedded database only.");
  }
}

/** The accounts to sign in with, one a line. */
export function demoAccounts(): string {
  const shown = PEOPLE.filter((person) => person.shownAs !== undefined);
  const width = Math.max(...shown.map((person) => person.email.length));
  const lines = shown.map((person) => `  ${person.email.padEnd(width)}  ${DEMO_PASSWORD}  ${person.shownAs}`);
  return lines.join("\n");
}
