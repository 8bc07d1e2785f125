import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "#lib/core/clock";
import { silentLog } from "#lib/core/log";
import { systemRandom } from "#lib/core/random";
import { deleteObject } from "#lib/kubernetes/api/delete-object";
import { requestJson } from "#lib/kubernetes/api/request-json";
import { openFleet } from "#lib/kubernetes/open-fleet";
import type { ClusterHandle, Fleet } from "#lib/kubernetes/types/fleet";
import { waitUntil } from "../../control-plane/wait-until.ts";
import { ADDRESS_POLICY, type Bench, clusterTarget, pathOf, urlOf } from "../bench.ts";
import { configMap, deployment, names } from "../manifests.ts";

const RBAC = "rbac.authorization.k8s.io";
const ACCOUNT = "narrow";
const EVERYWHERE = { all: true, has: () => true };
const KINDS = { ConfigMap: "configmaps", Deployment: "deployments", Pod: "pods", Secret: "secrets" } as const;

/** A service account that may read these namespaces and nothing else, and its token. */
async function narrowToken(bench: Bench, namespaces: readonly string[]): Promise<string> {
  const [home = ""] = namespaces;
  await bench.create({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name: ACCOUNT, namespace: home } });
  for (const namespace of namespaces) {
    const metadata = { name: ACCOUNT, namespace };
    const rules = [{ apiGroups: ["*"], resources: ["*"], verbs: ["get", "list", "watch"] }];
    await bench.create({ apiVersion: `${RBAC}/v1`, kind: "Role", metadata, rules });
    await bench.create({
      apiVersion: `${RBAC}/v1`,
      kind: "RoleBinding",
      metadata,
      roleRef: { apiGroup: RBAC, kind: "Role", name: ACCOUNT },
      subjects: [{ kind: "ServiceAccount", name: ACCOUNT, namespace: home }],
    });
  }
  const asked: { status: { token: string } } = await requestJson(bench.admin, {
    method: "POST",
    path: `${urlOf("serviceaccounts", home)}/${ACCOUNT}/token`,
    body: JSON.stringify({ apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: {} }),
  });
  return asked.status.token;
}

export function narrowFleetSuite(bench: () => Bench): void {
  describe("the watch cache of a credential for single namespaces", () => {
    let fleet: Fleet;
    let cluster: ClusterHandle;
    let first: string;
    let second: string;

    beforeAll(async () => {
      first = await bench().namespace();
      second = await bench().namespace();
      const token = await narrowToken(bench(), [first, second]);
      for (const namespace of [first, second]) await bench().create(configMap(namespace, "settings"));
      await bench().create(deployment({ namespace: first, name: "web", replicas: 1 }));
      fleet = openFleet({ clock: systemClock, random: systemRandom, log: silentLog, addressPolicy: ADDRESS_POLICY });
      const target = { ...clusterTarget(bench().target.kubeconfig), credential: { kind: "token", token } } as const;
      fleet.connect(target, [first]);
      cluster = await waitUntil("the cluster's handle", async () => fleet.cluster(target.id));
    });
    afterAll(() => fleet?.stop());

    /** The cache holds what the cluster lists in these namespaces, and nothing of any other. */
    async function same(namespaces: readonly string[]): Promise<void> {
      for (const [kind, resource] of Object.entries(KINDS) as [keyof typeof KINDS, string][]) {
        await waitUntil(`the ${resource} of the cache to be those of the cluster`, async () => {
          const listed = await Promise.all(namespaces.map((namespace) => bench().list(resource, namespace)));
          const rows = cluster.rows(kind, EVERYWHERE).map((row) => `${row.namespace}/${row.name}`);
          const objects = listed.flat().map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
          return JSON.stringify(rows.toSorted()) === JSON.stringify(objects.toSorted());
        });
      }
    }
    const live = (namespace: string) =>
      waitUntil("the cache to be live", async () => {
        const only = { all: false, has: (candidate: string) => candidate === namespace };
        return cluster.status("ConfigMap", only).state === "live";
      });

    it("reads the namespace that it was told of, and is refused the nodes", async () => {
      await waitUntil("the pod", async () => cluster.rows("Pod", EVERYWHERE).length === 1);
      await same([first]);
      expect(cluster.watchMode).toBe("namespaces");
      await waitUntil("the refusal", async () => cluster.status("Node").state === "forbidden");
    });

    it("follows a change of the grants: a new namespace comes, and one that was taken back goes and stays away", async () => {
      fleet.setNamespaces(cluster.id, [first, second]);
      await same([first, second]);
      fleet.setNamespaces(cluster.id, [second]);
      expect(cluster.rows("ConfigMap", EVERYWHERE).filter((row) => row.namespace === first)).toEqual([]);
      await bench().create(configMap(first, "unseen"));
      await bench().create(configMap(second, "seen"));
      await waitUntil("the change", async () => cluster.get("ConfigMap", second, "seen"));
      await same([second]);
    });

    it("is complete again after the history was compacted away", async () => {
      await bench().create(configMap(second, "before"));
      await deleteObject(bench().admin, { ...pathOf("configmaps", second), name: "seen" });
      await bench().target.compact();
      await waitUntil("a write", () => bench().create(configMap(second, "after")));
      await same([second]);
      await live(second);
      expect(names(await bench().list("configmaps", second))).toContain("after");
    });

    it("keeps its rows, stale, while the API server is away, and follows it again when it is back", async () => {
      const before = cluster.rows("ConfigMap", EVERYWHERE).length;
      await bench().target.stopApiServer();
      await waitUntil("the rows to be stale", async () => cluster.status("ConfigMap").state === "stale");
      expect(cluster.rows("ConfigMap", EVERYWHERE)).toHaveLength(before);
      await bench().target.startApiServer();
      await waitUntil("a write", () => bench().create(configMap(second, "later")));
      await same([second]);
      await live(second);
    });
  });
}
