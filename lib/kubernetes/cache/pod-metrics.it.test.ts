import { afterEach, describe, expect, test } from "vitest";
import type { DemoCluster } from "../../../demo/fleet/demo-cluster.ts";
import { kubeError } from "../api/kube-error.ts";
import {
  allLive,
  closeAll,
  connected,
  fastClock,
  first,
  live,
  names,
  newFleet,
  spec,
  startDemo,
  tapped,
  until,
} from "../testing/fleet-bench.ts";

afterEach(closeAll);

const only = (namespace: string) => ({ all: false, has: (name: string) => name === namespace });

const RUNNING = { name: "main", ready: true, restartCount: 0, image: "x:1", imageID: "", state: { running: {} } };

/** No kubelet does it in these clusters. */
function run(cluster: DemoCluster, name: string): void {
  cluster.writer.setStatus("pods", first(cluster, name), { phase: "Running", containerStatuses: [RUNNING] });
}

describe("the use of pods", () => {
  test("is polled where the metrics API is served", async () => {
    const demo = await startDemo(spec("alpha"));
    const cluster = demo.cluster("alpha");
    run(cluster, "pod-0");
    const handle = connected(newFleet({ clock: fastClock(1_000) }), cluster);
    await live(handle, "PodMetrics");
    expect(names(handle, "PodMetrics")).toEqual(["team-a/pod-0"]);
    expect(handle.get("PodMetrics", "team-a", "pod-0")).toMatchObject({ cpu: expect.any(Number) });
    run(cluster, "pod-1");
    await until("the next list", () => names(handle, "PodMetrics").length === 2);
    expect(handle.watchMode).toBe("cluster");
  });

  test("is not known where it is not served, which says nothing about the rest", async () => {
    const demo = await startDemo(spec("edge", { metrics: false }));
    const handle = connected(newFleet(), demo.cluster("edge"));
    await until("all kinds live", () => allLive(handle));
    await until("asked", () => handle.status("PodMetrics").state !== "starting");
    expect(handle.status("PodMetrics").state).toBe("unsupported");
    expect(handle.overall().state).toBe("live");
  });

  test("is read namespace by namespace where the credential allows no more", async () => {
    const demo = await startDemo(spec("edge", { onlyNamespaces: ["team-a"] }));
    const cluster = demo.cluster("edge");
    run(cluster, "pod-0");
    const handle = connected(newFleet(), cluster, ["team-a", "team-b"]);
    await until("read", () => handle.status("PodMetrics", only("team-a")).state === "live");
    expect(names(handle, "PodMetrics")).toEqual(["team-a/pod-0"]);
    await until("refused", () => handle.status("PodMetrics", only("team-b")).state === "forbidden");
  });

  test("keeps its last figures as stale while the metrics API fails, and the cluster stays live", async () => {
    const demo = await startDemo(spec("alpha"));
    const cluster = demo.cluster("alpha");
    run(cluster, "pod-0");
    const broken = { on: false };
    const { bend } = tapped(({ path }) => {
      if (broken.on && path.includes("/metrics.k8s.io/"))
        throw kubeError({ cluster: "alpha", message: "the server is currently unable", status: 503 });
    });
    const handle = connected(newFleet({ bend, clock: fastClock(1_000) }), cluster);
    await live(handle, "PodMetrics");
    broken.on = true;
    await until("stale", () => handle.status("PodMetrics").state === "stale");
    expect(handle.status("PodMetrics")).toMatchObject({ reason: "server-error", asOf: expect.any(Number) });
    expect(names(handle, "PodMetrics")).toEqual(["team-a/pod-0"]);
    expect(handle.overall().state).toBe("live");
    broken.on = false;
    await live(handle, "PodMetrics");
  });
});
