import { beforeAll, describe, expect, it } from "vitest";
import { deleteObject } from "#lib/kubernetes/api/delete-object";
import { patchObject } from "#lib/kubernetes/api/patch-object";
import { setScale } from "#lib/kubernetes/api/set-scale";
import { waitUntil } from "../../control-plane/wait-until.ts";
import { type Bench, type KubeObject, pathOf } from "../bench.ts";
import { condition, daemonSet, deployment, job, names, pod, statefulSet } from "../manifests.ts";

const REVISION = "deployment.kubernetes.io/revision";

export function workloadSuite(bench: () => Bench): void {
  describe("workloads", () => {
    let namespace: string;
    beforeAll(async () => {
      namespace = await bench().namespace();
    });

    const until = (what: string, kind: string, name: string, holds: (object: KubeObject) => boolean) =>
      waitUntil(what, async () => {
        const object = await bench().get(kind, namespace, name);
        return holds(object) ? object : undefined;
      });
    const ready = (name: string, count: number) =>
      until(`${count} ready replicas of ${name}`, "deployments", name, ({ status, metadata }) => {
        const { readyReplicas = 0, replicas = 0, observedGeneration } = status ?? {};
        return readyReplicas === count && replicas === count && observedGeneration === metadata.generation;
      });
    const podsOf = (name: string) => bench().list("pods", namespace, { labelSelector: `app=${name}` });
    const reasons = async (name: string) =>
      (await bench().list("events", namespace))
        .filter((event) => event.involvedObject.name.startsWith(name))
        .map(({ reason }) => reason);

    it("a Deployment rolls out to ready, through a ReplicaSet that owns its pods", async () => {
      await bench().create(deployment({ namespace, replicas: 3 }));
      const rolled = await ready("web", 3);
      expect(rolled.status).toMatchObject({ updatedReplicas: 3, availableReplicas: 3 });
      expect(condition(rolled, "Available")).toMatchObject({ status: "True", reason: "MinimumReplicasAvailable" });
      const progressing = await until(
        "the rollout to end",
        "deployments",
        "web",
        (object) => condition(object, "Progressing")?.reason === "NewReplicaSetAvailable",
      );
      expect(progressing.metadata.annotations?.[REVISION]).toBe("1");
      const [set] = await bench().list("replicasets", namespace, { labelSelector: "app=web" });
      expect(set?.metadata.ownerReferences).toMatchObject([{ kind: "Deployment", name: "web", controller: true }]);
      const pods = await podsOf("web");
      expect(pods).toHaveLength(3);
      for (const { metadata, spec, status } of pods) {
        expect(metadata.ownerReferences).toMatchObject([
          { kind: "ReplicaSet", name: set?.metadata.name, uid: set?.metadata.uid },
        ]);
        expect(metadata.labels?.["pod-template-hash"]).toBe(set?.metadata.labels?.["pod-template-hash"]);
        expect(spec.nodeName).toMatch(/^node-/);
        expect(status.phase).toBe("Running");
        expect(status.containerStatuses).toMatchObject([{ name: "web", ready: true, restartCount: 0 }]);
      }
      expect(await reasons("web")).toEqual(
        expect.arrayContaining(["ScalingReplicaSet", "SuccessfulCreate", "Scheduled"]),
      );
    });

    it("a new image makes a new ReplicaSet and empties the old one", async () => {
      await bench().create(deployment({ namespace, name: "rolling", replicas: 2 }));
      await ready("rolling", 2);
      const [old] = await bench().list("replicasets", namespace, { labelSelector: "app=rolling" });
      const image = "registry.example.com/shop/web:2.0";
      const patch = { spec: { template: { spec: { containers: [{ name: "web", image }] } } } };
      await patchObject(
        bench().admin,
        { ...pathOf("deployments", namespace), name: "rolling" },
        { type: "strategic", patch },
      );
      await until(
        "the rollout",
        "deployments",
        "rolling",
        ({ status, metadata }) =>
          status.observedGeneration === metadata.generation &&
          status.updatedReplicas === 2 &&
          status.replicas === 2 &&
          status.availableReplicas === 2,
      );
      const sets = await bench().list("replicasets", namespace, { labelSelector: "app=rolling" });
      expect(sets).toHaveLength(2);
      expect(sets.find(({ metadata }) => metadata.uid === old?.metadata.uid)?.spec.replicas).toBe(0);
      expect(sets.find(({ metadata }) => metadata.annotations?.[REVISION] === "2")?.spec.replicas).toBe(2);
      const pods = await waitUntil("the old pods to go", async () => {
        const left = await podsOf("rolling");
        return left.length === 2 ? left : undefined;
      });
      expect(pods.every(({ spec }) => spec.containers[0].image === image)).toBe(true);
    });

    it("scaling down removes pods, deleting the Deployment removes all that it owns", async () => {
      await bench().create(deployment({ namespace, name: "shrinking", replicas: 3 }));
      await ready("shrinking", 3);
      const path = { ...pathOf("deployments", namespace), name: "shrinking" };
      await setScale(bench().admin, path, 1);
      await ready("shrinking", 1);
      await deleteObject(bench().admin, path, { propagation: "Background" });
      await waitUntil("the garbage to be collected", async () => {
        const sets = await bench().list("replicasets", namespace, { labelSelector: "app=shrinking" });
        return sets.length === 0 && (await podsOf("shrinking")).length === 0;
      });
    });

    it("a StatefulSet makes numbered pods, one after the other", async () => {
      await bench().create(statefulSet({ namespace, name: "db", replicas: 2 }));
      const set = await until("the StatefulSet", "statefulsets", "db", ({ status }) => status?.readyReplicas === 2);
      expect(set.status).toMatchObject({ replicas: 2, currentReplicas: 2 });
      const pods = await podsOf("db");
      expect(names(pods).sort()).toEqual(["db-0", "db-1"]);
      const created = pods.map(({ metadata }) => Date.parse(metadata.creationTimestamp));
      expect(created[0]).toBeLessThanOrEqual(created[1] ?? 0);
    });

    it("a DaemonSet puts one pod on each node", async () => {
      await bench().create(daemonSet({ namespace, name: "agent" }));
      const set = await until("the DaemonSet", "daemonsets", "agent", ({ status }) => status?.numberReady === 2);
      expect(set.status).toMatchObject({ desiredNumberScheduled: 2, currentNumberScheduled: 2, numberAvailable: 2 });
      const nodes = (await podsOf("agent")).map(({ spec }) => spec.nodeName);
      expect(new Set(nodes).size).toBe(2);
    });

    it("a Job completes", async () => {
      await bench().create(job({ namespace, name: "once", behaviour: "complete after=1s" }));
      const done = await until("the Job", "jobs", "once", (object) => condition(object, "Complete")?.status === "True");
      expect(done.status).toMatchObject({ succeeded: 1 });
      expect(Date.parse(done.status.completionTime)).toBeGreaterThanOrEqual(Date.parse(done.status.startTime));
      expect((await bench().list("pods", namespace, { labelSelector: "job-name=once" }))[0]?.status.phase).toBe(
        "Succeeded",
      );
    });

    it("a Job whose pods fail too often fails", async () => {
      await bench().create(job({ namespace, name: "never", behaviour: "fail after=1s", backoffLimit: 0 }));
      const failed = await until(
        "the Job to fail",
        "jobs",
        "never",
        (object) => condition(object, "Failed")?.status === "True",
      );
      expect(condition(failed, "Failed")).toMatchObject({
        reason: "BackoffLimitExceeded",
        message: "Job has reached the specified backoff limit",
      });
    });
  });

  describe("pods that are not well", () => {
    let namespace: string;
    beforeAll(async () => {
      namespace = await bench().namespace();
    });

    /** The pod once its only container waits or ended for this reason. */
    async function until(name: string, behaviour: string, reason: string): Promise<KubeObject> {
      await bench().create(pod({ namespace, name, behaviour }));
      return waitUntil(`${name} to be ${reason}`, async () => {
        const object = await bench().get("pods", namespace, name);
        const state = object.status?.containerStatuses?.[0]?.state;
        return state?.waiting?.reason === reason || state?.terminated?.reason === reason ? object : undefined;
      });
    }

    it("say why they cannot be scheduled", async () => {
      await bench().create(pod({ namespace, name: "greedy", resources: { requests: { cpu: "64" } } }));
      const pending = await waitUntil("the scheduler's word", async () => {
        const object = await bench().get("pods", namespace, "greedy");
        return condition(object, "PodScheduled") ? object : undefined;
      });
      expect(pending.status.phase).toBe("Pending");
      expect(condition(pending, "PodScheduled")).toMatchObject({
        status: "False",
        reason: "Unschedulable",
        message: expect.stringContaining("0/2 nodes are available: 2 Insufficient cpu."),
      });
    });

    it("wait for an image that cannot be pulled", async () => {
      const { status } = await until("image", "image-pull", "ImagePullBackOff");
      expect(status.phase).toBe("Pending");
      expect(status.containerStatuses[0].state.waiting.message).toContain(
        'Back-off pulling image "registry.example.com/shop/web:1.0"',
      );
    });

    it("wait for configuration that does not exist", async () => {
      const { status } = await until("config", "config", "CreateContainerConfigError");
      expect(status.containerStatuses[0].state.waiting.message).toMatch(/^configmap ".+" not found$/);
    });

    it("crash in a loop with the last exit code", async () => {
      const { status } = await until("crash", "crash every=1s", "CrashLoopBackOff");
      expect(status.phase).toBe("Running");
      const [container] = status.containerStatuses;
      expect(container.restartCount).toBeGreaterThan(0);
      expect(container.lastState.terminated).toMatchObject({ exitCode: 1, reason: "Error" });
      expect(container.state.waiting.message).toMatch(/^back-off \d+m?\d*s restarting failed container=web pod=crash_/);
    });

    it("are killed when they take too much memory", async () => {
      const { status } = await until("oom", "oom every=1s", "CrashLoopBackOff");
      expect(status.containerStatuses[0].lastState.terminated).toMatchObject({ exitCode: 137, reason: "OOMKilled" });
    });

    it("run without being ready", async () => {
      await bench().create(pod({ namespace, name: "unready", behaviour: "unready" }));
      const running = await waitUntil("the pod to run", async () => {
        const object = await bench().get("pods", namespace, "unready");
        return object.status?.phase === "Running" ? object : undefined;
      });
      expect(condition(running, "Ready")).toMatchObject({
        status: "False",
        reason: "ContainersNotReady",
        message: "containers with unready status: [web]",
      });
    });

    it("go when they are deleted", async () => {
      await deleteObject(bench().admin, { ...pathOf("pods", namespace), name: "unready" });
      await waitUntil("the pod to go", async () => !names(await bench().list("pods", namespace)).includes("unready"));
    });
  });
}
