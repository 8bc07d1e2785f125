import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { inventoryBuilder } from "#lib/access/testing";
import type { GrantRole } from "#lib/access/types";
import { diagnoseCluster } from "#lib/clusters/diagnose-cluster";
import { registerCluster } from "#lib/clusters/register-cluster";
import { saveEnvironment } from "#lib/clusters/save-environment";
import type { Context } from "#lib/context";
import { clusterRole, groupSubject, roleBinding } from "../../demo/rbac/default-roles.ts";
import type { KubeObject } from "../../demo/types/object.ts";
import type { PolicyRule } from "../../demo/types/policy.ts";
import { type InventoryBench, openInventoryBench } from "../../test/inventory-bench.ts";
import { contextOf, signedIn } from "../../test/verb-context.ts";
import { getWorkloadYaml } from "./get-workload-yaml.ts";

const RBAC = "rbac.authorization.k8s.io";
const NAMESPACE = "team-a";

let bench: InventoryBench;
let slug = "";

const cluster = () => {
  const [first] = bench.demo.clusters;
  if (!first) throw new Error("no demo cluster");
  return first;
};
const yamlFor = async (ctx: Context) =>
  getWorkloadYaml(await contextOf(bench.db, ctx.actor.userId, bench.pat.runtime), {
    ...{ cluster: slug, namespace: NAMESPACE, kind: "Pod", name: "probe" },
  });

/** Somebody of a new team that holds this role in the namespace; the cluster lets the team's group read there, too. */
async function memberOf(team: string, role: GrantRole, inCluster = true): Promise<Context> {
  const builder = inventoryBuilder(bench.db);
  const { id } = await builder.team(team);
  const ctx = await signedIn(bench.db, `of-${team}`, "member", bench.pat.runtime);
  await builder.member(ctx.actor.userId, id);
  const { id: clusterId } = await bench.db.prisma.cluster.findFirstOrThrow();
  await builder.grant({ teamId: id, clusterId, namespaces: [NAMESPACE], role });
  const group = groupSubject(`wheelhouse:team:${team}`);
  const binding = roleBinding(NAMESPACE, `view-${team}`, "view", [group]);
  if (inCluster) cluster().writer.create(`rolebindings.${RBAC}`, binding);
  return ctx;
}

/** What the portal's credential may do for others from now on. */
function allow(rules: PolicyRule[]): void {
  const key = `clusterroles.${RBAC}`;
  const role = cluster().store.get(key, undefined, "wheelhouse-impersonator") as KubeObject;
  const { metadata: _, ...rest } = clusterRole("wheelhouse-impersonator", rules);
  cluster().writer.change(key, role, (current) => ({ ...current, ...rest }));
}

const IMPERSONATE = { apiGroups: [""], verbs: ["impersonate"] };

beforeAll(async () => {
  bench = await openInventoryBench("pods:4", 1);
  ({ slug } = cluster());
  const env = [
    { name: "SIGNING_KEY", value: "hunter2" },
    { name: "LEVEL", value: "info" },
    { name: "FROM", valueFrom: { secretKeyRef: { name: "the-secret", key: "a" } } },
  ];
  const image = "registry.example.com/probe:1";
  const spec = { nodeName: "node-0", containers: [{ name: "main", image, env }] };
  const metadata = { name: "probe", namespace: NAMESPACE };
  cluster().writer.create("pods", { apiVersion: "v1", kind: "Pod", metadata, spec });
  await saveEnvironment(bench.pat, { slug: "production", name: "Production", rank: 1 });
  const place = { environment: "production", displayName: slug, slug };
  await registerCluster(bench.pat, { kubeconfig: cluster().kubeconfig, context: slug, ...place });
  await vi.waitFor(async () => expect((await yamlFor(bench.pat)).decidedBy).toBe("portal"), { timeout: 20_000 });
});
afterAll(() => bench.close());

describe("the YAML of a workload", () => {
  it("hides secret literals from everybody, and names of Secrets from roles that may not list them", async () => {
    const viewer = await yamlFor(await memberOf("viewers", "viewer"));
    expect(viewer).toMatchObject({ decidedBy: "impersonated", refs: { secrets: [] } });
    expect(viewer.yaml).toContain("info");
    expect(viewer.yaml).not.toMatch(/hunter2|the-secret/);
    const developer = await yamlFor(await memberOf("developers", "developer"));
    expect(developer).toMatchObject({ decidedBy: "impersonated", refs: { secrets: ["the-secret"] } });
    expect(developer.yaml).toContain("the-secret");
    expect(developer.yaml).not.toContain("hunter2");
  });

  it("is refused where the cluster lets the team's group read nothing, with who must change that", async () => {
    const unbound = await memberOf("unbound", "developer", false);
    await expect(yamlFor(unbound)).rejects.toMatchObject({
      code: "forbidden",
      message: `${slug} itself does not let \`wheelhouse:team:unbound\` read pods in ${NAMESPACE}. A platform engineer must allow it there.`,
    });
  });

  it("is refused to a new team where the credential may impersonate listed teams only", async () => {
    const listed = await memberOf("listed", "developer");
    const unlisted = await memberOf("unlisted", "developer");
    allow([
      { ...IMPERSONATE, resources: ["users"] },
      { ...IMPERSONATE, resources: ["groups"], resourceNames: ["wheelhouse:team:listed"] },
    ]);
    const { canImpersonate } = await diagnoseCluster(bench.pat, slug);
    expect(canImpersonate).toBe(true);
    expect((await yamlFor(listed)).decidedBy).toBe("impersonated");
    await expect(yamlFor(unlisted)).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("`wheelhouse:team:unlisted` (groups)"),
    });
  });

  it("is read by the portal itself only once the diagnosis knows that its credential can impersonate nobody", async () => {
    const member = await memberOf("direct", "developer");
    allow([]);
    await expect(yamlFor(member)).rejects.toMatchObject({ code: "forbidden" });
    expect((await diagnoseCluster(bench.pat, slug)).canImpersonate).toBe(false);
    expect((await yamlFor(member)).decidedBy).toBe("portal");
  });
});
