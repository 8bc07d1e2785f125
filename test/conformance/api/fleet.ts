import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "#lib/core/clock";
import { silentLog } from "#lib/core/log";
import { systemRandom } from "#lib/core/random";
import { deleteObject } from "#lib/kubernetes/api/delete-object";
import { setScale } from "#lib/kubernetes/api/set-scale";
import { openFleet } from "#lib/kubernetes/open-fleet";
import type { ClusterHandle, Fleet } from "#lib/kubernetes/types/fleet";
import { waitUntil } from "../../control-plane/wait-until.ts";
import { ADDRESS_POLICY, type Bench, clusterTarget, pathOf } from "../bench.ts";
import { deployment, names } from "../manifests.ts";

const everything = { all: true, has: () => true };
const LONG = { timeout: 30_000 };

export function fleetSuite(bench: () => Bench): void {
  describe("the watch cache", () => {
    let fleet: Fleet;
    let cluster: ClusterHandle;
    let namespace: string;

    beforeAll(async () => {
      namespace = await bench().namespace();
      fleet = openFleet({ clock: systemClock, random: systemRandom, log: silentLog, addressPolicy: ADDRESS_POLICY });
      const target = clusterTarget(bench().target.kubeconfig);
      fleet.connect(target, []);
      cluster = await waitUntil("the cluster's handle", async () => fleet.cluster(target.id));
    });
    afterAll(() => fleet?.stop());

    const here = () => ({ all: false, has: (candidate: string) => candidate === namespace });
    const row = () => cluster.get("Deployment", namespace, "cached");

    it("becomes live for every kind, with one watch for the whole cluster", async () => {
      await waitUntil("the caches", async () => cluster.overall().state === "live");
      expect(cluster.watchMode).toBe("cluster");
      const { reason, asOf } = cluster.status("Pod");
      expect(reason).toBeUndefined();
      expect(asOf).toBeGreaterThan(0);
    });

    it("holds the same namespaces and nodes as the cluster", async () => {
      const rows = (kind: "Namespace" | "Node") => {
        return cluster
          .rows(kind, everything)
          .map(({ name }) => name)
          .toSorted();
      };
      const [namespaces, nodes] = [await bench().list("namespaces"), await bench().list("nodes")];
      await expect.poll(() => rows("Namespace"), LONG).toEqual(names(namespaces).toSorted());
      expect(rows("Namespace")).toEqual(expect.arrayContaining(["default", "kube-system", namespace]));
      await expect.poll(() => rows("Node"), LONG).toEqual(names(nodes).toSorted());
      expect(rows("Node")).toHaveLength(2);
    });

    it("follows a Deployment from its creation over scaling to its end, with its pods", async () => {
      await bench().create(deployment({ namespace, name: "cached", replicas: 1 }));
      await waitUntil("the row", async () => row() !== undefined);
      const path = { ...pathOf("deployments", namespace), name: "cached" };
      await setScale(bench().admin, path, 2);
      await waitUntil("two pods", async () => cluster.rows("Pod", here()).length === 2);
      const revision = cluster.revision("Deployment");
      const [set] = cluster.ownedBy("ReplicaSet", row()?.uid ?? "");
      expect(cluster.ownedBy("Pod", set?.uid ?? "")).toHaveLength(2);
      await deleteObject(bench().admin, path, { propagation: "Background" });
      await waitUntil("the rows to go", async () => row() === undefined && cluster.rows("Pod", here()).length === 0);
      expect(cluster.revision("Deployment")).toBeGreaterThan(revision);
    });

    it("knows of a Secret that it is there, and nothing of what is in it", async () => {
      const value = "c2VjcmV0LXZhbHVl";
      await bench().create({
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "keys", namespace },
        data: { key: value },
      });
      const secret = await waitUntil("the Secret", async () => cluster.get("Secret", namespace, "keys"));
      expect(JSON.stringify(secret)).not.toContain(value);
      expect(JSON.stringify(secret)).not.toContain("secret-value");
    });

    it("says that something changed, and where", async () => {
      const changes: string[] = [];
      const unsubscribe = fleet.subscribe(({ kinds, namespaces }) => {
        if (kinds.has("ConfigMap")) changes.push(...namespaces);
      });
      await bench().create({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "noticed", namespace } });
      await waitUntil("the change", async () => changes.includes(namespace));
      unsubscribe();
    });
  });
}
