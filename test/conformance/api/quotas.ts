import { beforeAll, describe, expect, it } from "vitest";
import { isForbidden } from "#lib/kubernetes/api/errors";
import { waitUntil } from "../../control-plane/wait-until.ts";
import type { Bench } from "../bench.ts";
import { failureOf } from "../failure-of.ts";
import { condition, deployment, pod } from "../manifests.ts";

const small = { requests: { cpu: "200m", memory: "128Mi" } };

export function quotaSuite(bench: () => Bench): void {
  describe("quotas", () => {
    let namespace: string;
    beforeAll(async () => {
      namespace = await bench().namespace();
      await bench().create({
        apiVersion: "v1",
        kind: "ResourceQuota",
        metadata: { name: "team", namespace },
        spec: { hard: { "requests.cpu": "500m", "requests.memory": "1Gi", pods: "3" } },
      });
      await waitUntil("the quota to be counted", async () => (await used())["requests.cpu"] !== undefined);
    });

    const used = async (): Promise<Record<string, string>> =>
      (await bench().get("resourcequotas", namespace, "team")).status?.used ?? {};

    it("refuse a pod that does not say what it needs", async () => {
      const error = await failureOf(bench().create(pod({ namespace, name: "silent" })));
      expect(isForbidden(error)).toBe(true);
      expect(error.message).toBe(
        'pods "silent" is forbidden: failed quota: team: must specify requests.cpu for: web; requests.memory for: web',
      );
    });

    it("count what is used, and refuse what is too much, with the figures", async () => {
      await bench().create(pod({ namespace, name: "first", resources: small }));
      await bench().create(pod({ namespace, name: "second", resources: small }));
      await waitUntil("the use to be counted", async () => (await used()).pods === "2");
      expect(await used()).toEqual({ pods: "2", "requests.cpu": "400m", "requests.memory": "256Mi" });
      const error = await failureOf(bench().create(pod({ namespace, name: "third", resources: small })));
      expect(error.message).toBe(
        'pods "third" is forbidden: exceeded quota: team, requested: requests.cpu=200m, used: requests.cpu=400m, limited: requests.cpu=500m',
      );
    });

    it("stop a Deployment, which says so in a condition and an event", async () => {
      await bench().create(deployment({ namespace, name: "stopped", replicas: 1, resources: small }));
      const stopped = await waitUntil("the refusal", async () => {
        const object = await bench().get("deployments", namespace, "stopped");
        return condition(object, "ReplicaFailure")?.status === "True" ? object : undefined;
      });
      expect(condition(stopped, "ReplicaFailure")).toMatchObject({
        reason: "FailedCreate",
        message: expect.stringContaining(
          "is forbidden: exceeded quota: team, requested: requests.cpu=200m, used: requests.cpu=400m, limited: requests.cpu=500m",
        ),
      });
      const failed = await waitUntil("the event", async () =>
        (await bench().list("events", namespace)).find(({ reason }) => reason === "FailedCreate"),
      );
      expect(failed).toMatchObject({ type: "Warning", involvedObject: { kind: "ReplicaSet" } });
      expect(failed.message).toContain("Error creating: pods");
    });

    it("are given back by what ends", async () => {
      await bench().admin.request({
        method: "DELETE",
        path: `/api/v1/namespaces/${namespace}/pods/first`,
        body: JSON.stringify({ gracePeriodSeconds: 0 }),
      });
      await waitUntil(
        "the deployment to use what became free",
        async () =>
          (await used())["requests.cpu"] === "400m" &&
          (await bench().get("deployments", namespace, "stopped")).status?.readyReplicas === 1,
        { timeoutMs: 60_000 },
      );
    });

    it("a LimitRange gives defaults and refuses what is beyond", async () => {
      const limited = await bench().namespace();
      await bench().create({
        apiVersion: "v1",
        kind: "LimitRange",
        metadata: { name: "sizes", namespace: limited },
        spec: {
          limits: [
            {
              type: "Container",
              default: { cpu: "500m", memory: "256Mi" },
              defaultRequest: { cpu: "100m", memory: "64Mi" },
              max: { cpu: "1", memory: "512Mi" },
            },
          ],
        },
      });
      const sized = await waitUntil("the defaults", async () => {
        const object = await bench().create(pod({ namespace: limited, name: `sized-${performance.now().toFixed(0)}` }));
        return object.spec.containers[0].resources?.requests ? object : undefined;
      });
      expect(sized.spec.containers[0].resources).toEqual({
        limits: { cpu: "500m", memory: "256Mi" },
        requests: { cpu: "100m", memory: "64Mi" },
      });
      const error = await failureOf(
        bench().create(
          pod({ namespace: limited, name: "large", resources: { limits: { cpu: "2", memory: "256Mi" } } }),
        ),
      );
      expect(error.message).toContain("maximum cpu usage per Container is 1, but limit is 2");
    });
  });
}
