import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "#lib/core/clock";
import { silentLog } from "#lib/core/log";
import { systemRandom } from "#lib/core/random";
import { openFleet } from "#lib/kubernetes/open-fleet";
import type { ClusterHandle, Fleet } from "#lib/kubernetes/types/fleet";
import type { Kubectl } from "../../control-plane/run-kubectl.ts";
import { POD_USAGE, servePodMetrics } from "../../control-plane/serve-pod-metrics.ts";
import { waitUntil } from "../../control-plane/wait-until.ts";
import { ADDRESS_POLICY, type Bench, clusterTarget } from "../bench.ts";
import { deployment } from "../manifests.ts";

/** The use of pods through the aggregation layer of a real API server, which has no metrics API by itself. */
export function podMetricsSuite(bench: () => Bench, kubectl: () => Kubectl): void {
  describe("the use of pods", () => {
    const fleets: Fleet[] = [];
    let namespace: string;

    beforeAll(async () => {
      namespace = await bench().namespace();
      await bench().create(deployment({ namespace, name: "measured", replicas: 2 }));
    });
    afterAll(() => Promise.all(fleets.map((fleet) => fleet.stop())));

    /** A portal that has just started: it asks at once. */
    const connect = async (): Promise<ClusterHandle> => {
      const shared = { clock: systemClock, random: systemRandom, log: silentLog };
      const fleet = openFleet({ ...shared, addressPolicy: ADDRESS_POLICY });
      fleets.push(fleet);
      const target = clusterTarget(bench().target.kubeconfig);
      fleet.connect(target, []);
      return waitUntil("the cluster's handle", async () => fleet.cluster(target.id));
    };
    const here = () => ({ all: false, has: (candidate: string) => candidate === namespace });

    it("is unknown without a metrics API, known with one, and unknown again while that fails; the cluster is live", async () => {
      const without = await connect();
      await waitUntil("the caches", async () => without.overall().state === "live");
      await waitUntil("an answer", async () => without.status("PodMetrics").state === "unsupported");

      const { server, stop } = await servePodMetrics(kubectl());
      const served = await connect();
      await waitUntil("the figures", async () => served.rows("PodMetrics", here()).length === 2);
      expect(served.status("PodMetrics").state).toBe("live");
      const [row] = served.rows("PodMetrics", here());
      expect(row).toMatchObject({ cpu: Number.parseInt(POD_USAGE.cpu, 10), memory: 32 * 2 ** 20 });
      expect(served.get("Pod", namespace, row?.name ?? "")).toBeDefined();

      server.handle(({ json }) => json(503, {}));
      const failing = await connect();
      await waitUntil("the reason", async () => failing.status("PodMetrics").reason === "server-error");
      await waitUntil("the caches", async () => failing.overall().state === "live");
      expect(failing.status("PodMetrics").state).toBe("starting");
      expect(failing.connection.health().breaker).toBe("closed");
      await stop();
    });
  });
}
