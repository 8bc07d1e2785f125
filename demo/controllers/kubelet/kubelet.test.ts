import { describe, expect, it } from "vitest";
import { type AppSpec, deployment, job } from "../../scenarios/kit/app.ts";
import { simCluster } from "../../testing/sim-cluster.ts";
import type { Pod } from "../../types/workloads.ts";
import { conditionOf } from "../helpers.ts";

const app = (behaviour: string, extra: Partial<AppSpec> = {}): AppSpec => ({
  name: "web",
  namespace: "team",
  team: "team",
  version: "1.0.0",
  replicas: 1,
  behaviour,
  ...extra,
});

function podOf(behaviour: string, extra: Partial<AppSpec> = {}) {
  const cluster = simCluster();
  cluster.apply(deployment(app(behaviour, extra)));
  const pod = () => cluster.list<Pod>("pods", "team")[0] as Pod;
  const main = () => pod().status.containerStatuses?.[0];
  return { cluster, pod, main, ready: () => conditionOf(pod().status.conditions, "Ready") };
}

describe("a pod", () => {
  it("goes from Pending through pulling to Running and Ready, as a kubelet writes it", () => {
    const { cluster, pod, main, ready } = podOf("ok", { init: "migrate" });
    cluster.clock.advance(200);
    expect(pod().status.phase).toBe("Pending");
    expect(main()?.state.waiting?.reason).toBe("PodInitializing");
    expect(conditionOf(pod().status.conditions, "Initialized")).toMatchObject({
      status: "False",
      reason: "ContainersNotInitialized",
      message: "containers with incomplete status: [migrate]",
    });
    cluster.clock.advance(30_000);
    expect(pod().status).toMatchObject({ phase: "Running", qosClass: "Burstable", podIP: expect.any(String) });
    expect(pod().status.initContainerStatuses?.[0]?.state.terminated).toMatchObject({
      exitCode: 0,
      reason: "Completed",
    });
    expect(main()).toMatchObject({
      ready: true,
      started: true,
      restartCount: 0,
      containerID: expect.stringMatching(/^containerd:\/\/[0-9a-f]{64}$/),
    });
    expect(ready()?.status).toBe("True");
    const reasons = cluster.events("web-").map((text) => text.split(" ")[1]);
    expect(new Set(reasons)).toEqual(
      new Set(["SuccessfulCreate", "Scheduled", "Pulling", "Pulled", "Created", "Started"]),
    );
  });

  it("killed for memory shows 137/OOMKilled and backs off 10 s, 20 s, 40 s … at most 5 min", () => {
    const { cluster, main } = podOf("oom every=5s");
    const waits = new Set<string>();
    for (let second = 0; second < 1_500; second += 1) {
      cluster.clock.advance(1_000);
      const message = main()?.state.waiting?.message;
      if (message)
        waits.add(
          /^back-off (\S+) restarting failed container=web pod=web-\S+_team\(\S+\)$/.exec(message)?.[1] ?? message,
        );
    }
    expect([...waits]).toEqual(["10s", "20s", "40s", "1m20s", "2m40s", "5m0s"]);
    expect(main()?.lastState.terminated).toMatchObject({ exitCode: 137, reason: "OOMKilled" });
    expect(main()?.restartCount).toBeGreaterThanOrEqual(7);
    expect(cluster.events("web-").find((text) => text.includes(" BackOff "))).toMatch(
      /^Warning BackOff x\d+: Back-off restarting failed container web in pod /,
    );
  });

  it("forgets its crashes after a long run", () => {
    const { cluster, main } = podOf("crash every=25m");
    cluster.clock.advance(2 * 3_600_000);
    expect(main()?.restartCount).toBe(4);
    expect(main()?.state.running).toBeDefined();
  });

  it("whose image is missing alternates between ErrImagePull and ImagePullBackOff and stays Pending", () => {
    const { cluster, pod, main } = podOf("image-pull");
    const reasons = new Set<string>();
    for (let second = 0; second < 60; second += 1) {
      cluster.clock.advance(1_000);
      reasons.add(main()?.state.waiting?.reason ?? "");
    }
    expect([...reasons]).toEqual(["ContainerCreating", "ErrImagePull", "ImagePullBackOff"]);
    expect(main()?.state.waiting?.message ?? main()?.state).toMatch(
      /registry\.example\.com\/team\/web:1\.0\.0: not found$/,
    );
    expect(pod().status.phase).toBe("Pending");
  });

  it.each([
    ["config", "CreateContainerConfigError", 'configmap "web-config" not found'],
    ["unready", undefined, undefined],
  ])("with behaviour %s is not ready and says why", (behaviour, reason, message) => {
    const { cluster, main, ready } = podOf(behaviour);
    cluster.clock.advance(60_000);
    expect(main()?.state.waiting?.reason).toBe(reason);
    expect(main()?.state.waiting?.message).toBe(message);
    expect(ready()).toMatchObject({
      status: "False",
      reason: "ContainersNotReady",
      message: "containers with unready status: [web]",
    });
  });

  it("whose init container fails never starts its containers", () => {
    const { cluster, pod, main } = podOf("init-crash code=2", { init: "migrate" });
    cluster.clock.advance(120_000);
    const [init] = pod().status.initContainerStatuses ?? [];
    expect(init?.restartCount).toBeGreaterThan(1);
    expect(init?.lastState.terminated?.exitCode ?? init?.state.terminated?.exitCode).toBe(2);
    expect(main()?.state.waiting?.reason).toBe("PodInitializing");
  });

  it("is deleted gracefully: first marked, then gone, and its owner makes another", () => {
    const { cluster, pod } = podOf("ok");
    cluster.clock.advance(30_000);
    const first = pod();
    cluster.writer.remove("pods", first);
    expect(pod().metadata).toMatchObject({
      uid: first.metadata.uid,
      deletionGracePeriodSeconds: 30,
      deletionTimestamp: expect.any(String),
    });
    cluster.clock.advance(5_000);
    expect(cluster.list<Pod>("pods", "team").map(({ metadata }) => metadata.uid)).not.toContain(first.metadata.uid);
    expect(cluster.list("pods", "team")).toHaveLength(1);
  });

  it("misbehaves only as often as `pods=N` allows among its siblings", () => {
    const { cluster } = podOf("crash every=2s pods=1", { replicas: 3 });
    cluster.clock.advance(60_000);
    const restarts = cluster
      .list<Pod>("pods", "team")
      .map(({ status }) => status.containerStatuses?.[0]?.restartCount ?? 0);
    expect(restarts.filter((count) => count > 0)).toHaveLength(1);
  });

  it("of a Job completes or fails", () => {
    const cluster = simCluster();
    cluster.apply(job(app("complete after=5s", { name: "good" })));
    cluster.apply(job(app("fail after=5s code=3", { name: "bad" }), { backoffLimit: 0 }));
    cluster.clock.advance(60_000);
    const phases = Object.fromEntries(
      cluster
        .list<Pod>("pods", "team")
        .map(({ metadata, status }) => [
          metadata.name.split("-")[0],
          [status.phase, status.containerStatuses?.[0]?.state.terminated?.exitCode],
        ]),
    );
    expect(phases).toEqual({ good: ["Succeeded", 0], bad: ["Failed", 3] });
  });
});
