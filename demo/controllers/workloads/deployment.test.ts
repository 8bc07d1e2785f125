import { describe, expect, it } from "vitest";
import { type AppSpec, deployment } from "../../scenarios/kit/app.ts";
import { type SimCluster, simCluster } from "../../testing/sim-cluster.ts";
import type { Deployment, Pod, ReplicaSet } from "../../types/workloads.ts";
import { conditionOf, isReady } from "../helpers.ts";
import { fenceposts } from "./deployment-plan.ts";

const app = (extra: Partial<AppSpec> = {}): AppSpec => ({
  name: "web",
  namespace: "team",
  team: "team",
  version: "1.0.0",
  replicas: 4,
  cpu: "50m",
  memory: "32Mi",
  ...extra,
});

const read = (cluster: SimCluster) => cluster.get<Deployment>("deployments.apps", "team", "web");
const progressing = (cluster: SimCluster) => conditionOf(read(cluster).status.conditions, "Progressing");

function release(cluster: SimCluster, version: string, behaviour?: string): void {
  const next = deployment(app({ version, ...(behaviour ? { behaviour } : {}) }));
  cluster.writer.change("deployments.apps", read(cluster), (current) => ({
    ...current,
    spec: { ...current.spec, template: (next.spec as Deployment["spec"]).template },
  }));
}

function started(extra: Partial<AppSpec> = {}): SimCluster {
  const cluster = simCluster();
  cluster.apply(deployment(app(extra)));
  cluster.clock.advance(60_000);
  return cluster;
}

describe("a Deployment", () => {
  it("comes up: all replicas available, with the controller's conditions and events", () => {
    const cluster = started();
    expect(read(cluster).status).toMatchObject({
      observedGeneration: 1,
      replicas: 4,
      updatedReplicas: 4,
      readyReplicas: 4,
      availableReplicas: 4,
    });
    expect(conditionOf(read(cluster).status.conditions, "Available")).toMatchObject({
      status: "True",
      reason: "MinimumReplicasAvailable",
    });
    expect(progressing(cluster)?.message).toMatch(/^ReplicaSet "web-\w+" has successfully progressed\.$/);
    expect(cluster.events("web")).toContainEqual(
      expect.stringMatching(/^Normal ScalingReplicaSet x1: Scaled up replica set web-\w+ from 0 to 4$/),
    );
    expect(read(cluster).metadata.annotations?.["deployment.kubernetes.io/revision"]).toBe("1");
  });

  it("rolls over within maxSurge and maxUnavailable at every moment", () => {
    const cluster = started();
    const { surge, unavailable } = fenceposts(read(cluster));
    release(cluster, "2.0.0");
    for (let step = 0; step < 300; step += 1) {
      cluster.clock.advance(500);
      const pods = cluster.list<Pod>("pods", "team").filter(({ metadata }) => !metadata.deletionTimestamp);
      expect(pods.length).toBeLessThanOrEqual(4 + surge);
      expect(pods.filter(isReady).length).toBeGreaterThanOrEqual(4 - unavailable);
    }
    expect(read(cluster).status).toMatchObject({ updatedReplicas: 4, availableReplicas: 4, replicas: 4 });
    const sizes = cluster
      .list<ReplicaSet>("replicasets.apps", "team")
      .map(({ spec, metadata }) => [metadata.annotations?.["deployment.kubernetes.io/revision"], spec.replicas]);
    expect(sizes.sort()).toEqual([
      ["1", 0],
      ["2", 4],
    ]);
  });

  it("goes back to an old ReplicaSet when its template is wanted again", () => {
    const cluster = started();
    release(cluster, "2.0.0");
    cluster.clock.advance(60_000);
    release(cluster, "1.0.0");
    cluster.clock.advance(60_000);
    expect(cluster.list("replicasets.apps", "team")).toHaveLength(2);
    expect(read(cluster).metadata.annotations?.["deployment.kubernetes.io/revision"]).toBe("3");
    expect(cluster.list<Pod>("pods", "team").map(({ spec }) => spec.containers[0]?.image)).toEqual(
      Array(4).fill("registry.example.com/team/web:1.0.0"),
    );
  });

  it("says that it has timed out when the new pods never get ready, and keeps the old ones", () => {
    const cluster = started();
    release(cluster, "2.0.0", "unready");
    cluster.clock.advance(300_000);
    expect(progressing(cluster)).toMatchObject({ status: "True", reason: "ReplicaSetUpdated" });
    cluster.clock.advance(400_000);
    expect(progressing(cluster)).toMatchObject({ status: "False", reason: "ProgressDeadlineExceeded" });
    expect(progressing(cluster)?.message).toMatch(/^ReplicaSet "web-\w+" has timed out progressing\.$/);
    expect(read(cluster).status.availableReplicas).toBe(3);
  });

  it("with Recreate has no pod of both versions", () => {
    const cluster = started({ strategy: { type: "Recreate" } });
    release(cluster, "2.0.0");
    for (let step = 0; step < 100; step += 1) {
      cluster.clock.advance(200);
      const images = new Set(cluster.list<Pod>("pods", "team").map(({ spec }) => spec.containers[0]?.image));
      expect(images.size).toBeLessThanOrEqual(1);
    }
    expect(read(cluster).status.availableReplicas).toBe(4);
  });

  it("follows a change of replicas and removes its pods with itself", () => {
    const cluster = started();
    cluster.writer.change<Deployment>("deployments.apps", read(cluster), (current) => ({
      ...current,
      spec: { ...current.spec, replicas: 1 },
    }));
    cluster.clock.advance(10_000);
    expect(cluster.list("pods", "team")).toHaveLength(1);
    cluster.writer.remove("deployments.apps", read(cluster));
    cluster.clock.advance(10_000);
    expect(cluster.list("pods", "team")).toEqual([]);
    expect(cluster.list("replicasets.apps", "team")).toEqual([]);
  });
});
