import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashPassword } from "#lib/auth/hash-password";
import { listClusters } from "#lib/clusters/list-clusters";
import { listGrants } from "#lib/grants/list-grants";
import type { Runtime } from "#lib/runtime";
import { listTeams } from "#lib/teams/list-teams";
import type { DemoCluster } from "../../demo/fleet/demo-cluster.ts";
import { kubeconfigOf } from "../../demo/pki/kubeconfig.ts";
import { type InventoryBench, openInventoryBench } from "../../test/inventory-bench.ts";
import { PEOPLE } from "./demo-data.ts";
import { contextOf } from "./seed-context.ts";
import { demoAccounts, seedDemo } from "./seed-demo.ts";
import { seedLocal } from "./seed-local.ts";

let bench: InventoryBench;
let runtime: Runtime;
let kubeconfigs: Record<string, string>;

const TABLES = [
  "cluster",
  "clusterCredential",
  "environment",
  "clusterGroup",
  "user",
  "team",
  "membership",
  "grant",
] as const;
const counts = async () => {
  const { prisma } = bench.db;
  const all = TABLES.map(async (table) => [table, await (prisma[table] as { count(): Promise<number> }).count()]);
  return { ...Object.fromEntries(await Promise.all(all)), audit: await prisma.auditEvent.count() };
};

beforeAll(async () => {
  bench = await openInventoryBench("empty", 3);
  runtime = bench.pat.runtime;
  await bench.db.prisma.user.deleteMany();
  const names = ["eu-prod", "staging", "gpu-research"];
  const files = bench.demo.clusters.map((cluster, index) => {
    const name = names[index] ?? cluster.slug;
    return [name, cluster.kubeconfig.replaceAll(cluster.slug, name)] as const;
  });
  kubeconfigs = Object.fromEntries(files);
});
afterAll(() => bench.close());

describe("the demo inventory", () => {
  it("has clusters in their environments, teams, people and grants of every state", async () => {
    await seedDemo(runtime, kubeconfigs);
    const pat = await bench.db.prisma.user.findUniqueOrThrow({ where: { email: "pat@example.com" } });
    const ctx = await contextOf(runtime, pat.id);
    const clusters = (await listClusters(ctx)).items;
    expect(clusters.map((row) => [row.slug, row.environment.slug])).toEqual([
      ["eu-prod", "production"],
      ["staging", "staging"],
      ["gpu-research", "research"],
    ]);
    expect((await listTeams(ctx)).items).toHaveLength(5);
    const grants = (await listGrants(ctx)).items;
    expect(new Set(grants.map((grant) => grant.state))).toEqual(new Set(["active", "revoked"]));
    expect(grants.some((grant) => grant.endsSoon)).toBe(true);
    expect(await bench.db.prisma.user.count()).toBe(PEOPLE.length);
  });

  it("does not change when it is seeded again", async () => {
    const before = await counts();
    await seedDemo(runtime, kubeconfigs);
    expect(await counts()).toEqual(before);
  });

  it("names a developer, a platform engineer and a manager to sign in with", () => {
    for (const name of ["dana", "pat", "max"]) expect(demoAccounts()).toContain(`${name}@example.com`);
  });

  it.each([
    { WHEELHOUSE_URL: "https://portal.example.com" },
    { HOST: "0.0.0.0" },
    { DATABASE_URL: "postgres://db.example.com/wheelhouse" },
  ])("is refused where others could reach it: %j", async (env) => {
    const elsewhere = { ...runtime, env: { ...runtime.env, ...env } } as Runtime;
    await expect(seedDemo(elsewhere, kubeconfigs)).rejects.toThrow("public");
  });
});

describe("an operator's own file", () => {
  const seed = (text: Uint8Array) => seedLocal(runtime, { text, allowExec: false, password: "local-password" });

  it("is for a platform engineer whose password is said each time", async () => {
    await bench.db.prisma.user.deleteMany();
    const line = "  operator@localhost.localdomain  local-password  platform engineer\n";
    for (const _ of ["first", "second"]) expect(await seed(Buffer.from(bench.demo.kubeconfig))).toContain(line);
  });

  it("no longer says a password that the operator has replaced", async () => {
    const passwordHash = await hashPassword("a password of my own", { ln: 4, r: 8, p: 1 });
    await bench.db.prisma.identity.updateMany({ data: { passwordHash } });
    const printed = await seed(Buffer.from(bench.demo.kubeconfig));
    expect(printed).toContain("  operator@localhost.localdomain  the password of that account  platform engineer\n");
  });

  it("registers every context once, follows new credentials, and says which it refused", async () => {
    await bench.db.prisma.cluster.deleteMany();
    const refused = bench.demo.kubeconfig.replace(/token: \S+/, "tokenFile: /etc/passwd");
    const text = Buffer.from(refused);
    const printed = await seed(text);
    expect(printed).toContain("2 registered, 0 known before, 1 refused");
    expect(printed).toContain("tokenFile");
    expect(await seed(Buffer.from(bench.demo.kubeconfig))).toContain("1 registered, 2 known before");
    const before = await bench.db.prisma.clusterCredential.findMany({ orderBy: { id: "asc" } });
    const admin = bench.demo.clusters[0]?.adminKubeconfig ?? "";
    expect(await seed(Buffer.from(admin))).toContain("0 registered, 1 known before");
    const after = await bench.db.prisma.clusterCredential.findMany({ orderBy: { id: "asc" } });
    expect(after).toHaveLength(before.length);
    expect(after.filter((row) => row.kind === "client_certificate")).toHaveLength(1);
  });

  it("says of a further context of a cluster why it is not used, and does not count it as known before", async () => {
    await bench.db.prisma.cluster.deleteMany();
    const [first, second] = bench.demo.clusters;
    const { server, ca, token } = first as DemoCluster;
    const twice = [token, second?.token ?? ""].map((value, index) => ({
      name: `user-${index}`,
      server,
      ca,
      credential: { token: value },
    }));
    const printed = await seed(Buffer.from(kubeconfigOf(twice)));
    expect(printed).toContain("Clusters: 1 registered, 0 known before, 0 refused.");
    expect(printed).toContain(
      "\n  user-1: same cluster as user-0, whose credential is used: the cluster does not accept this one",
    );
  });

  it("registers a cluster that does not answer now, without calling it reachable", async () => {
    await bench.db.prisma.cluster.deleteMany();
    const closed = (bench.demo.clusters[0]?.kubeconfig ?? "").replace(/:(\d+)\n/, ":9\n");
    expect(await seed(Buffer.from(closed))).toContain("1 registered");
    expect(await bench.db.prisma.clusterStatus.findFirst()).toMatchObject({ reachable: false, lastOkAt: null });
  });
});
