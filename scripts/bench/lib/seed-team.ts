import { readFileSync } from "node:fs";
import { registerCluster } from "#lib/clusters/register-cluster";
import { saveEnvironment } from "#lib/clusters/save-environment";
import { readEnv } from "#lib/core/env";
import { createLog } from "#lib/core/log";
import { createGrant } from "#lib/grants/create-grant";
import { addMember } from "#lib/teams/add-member";
import { createTeam } from "#lib/teams/create-team";
import { bootstrapPlatformEngineer } from "#lib/users/bootstrap-platform-engineer";
import { createUser } from "#lib/users/create-user";
import { contextOf } from "../../../prisma/seed/seed-context.ts";
import { openRuntime } from "../../../server/open-runtime.ts";
import { NAMESPACE } from "./team-scenario.ts";

/** Child process: `seed-team.ts FILE`: registers the clusters of FILE and grants one developer the team's namespace. */
const clusters = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as { name: string; kubeconfig: string }[];
const [email = "", password = ""] = process.argv.slice(3);
const { runtime, close } = await openRuntime(readEnv(), createLog("silent"));
const { userId } = await bootstrapPlatformEngineer(runtime, { email: "pat@example.com", displayName: "Pat", password });
const ctx = await contextOf(runtime, userId);
await saveEnvironment(ctx, { slug: "bench", name: "Bench", rank: 1, isProduction: true });
for (const { name, kubeconfig } of clusters) {
  const place = { environment: "bench", description: "", groups: [] };
  await registerCluster(ctx, { kubeconfig, context: name, slug: name, displayName: name, ...place });
}
await createTeam(ctx, { slug: "team-a", name: "Team A" });
await createUser(ctx, { email, displayName: "Dana", portalRole: "member" }, password);
await addMember(ctx, "team-a", { email, role: "member" });
const team = await runtime.db.prisma.team.findUniqueOrThrow({ where: { slug: "team-a" } });
const environment = await runtime.db.prisma.environment.findUniqueOrThrow({ where: { slug: "bench" } });
await createGrant(ctx, {
  subject: { kind: "team", id: team.id },
  target: { kind: "environment", id: environment.id },
  namespaces: [NAMESPACE],
  role: "developer",
  reason: "benchmark",
});
await close();
process.stdout.write("{}");
