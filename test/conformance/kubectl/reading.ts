import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { KubeObject } from "../bench.ts";
import { configMap, deployment } from "../manifests.ts";
import type { KubectlTarget } from "../target.ts";
import { header, row, Session } from "./session.ts";

export function readingSuite(target: () => KubectlTarget): void {
  describe("kubectl get and describe", () => {
    let session: Session;
    beforeAll(async () => {
      session = await Session.open(target());
      await session.apply(
        deployment({ namespace: session.namespace, replicas: 2, labels: { tier: "web" } }),
        configMap(session.namespace, "settings", { labels: { tier: "web" }, data: { one: "1", two: "2" } }),
        configMap(session.namespace, "other"),
      );
      await session.ok(["rollout", "status", "deployment/web", "--timeout=60s"]);
    });

    it("get prints the server's columns", async () => {
      const table = await session.ok(["get", "deployments"]);
      expect(header(table)).toEqual(["NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE"]);
      expect(row(table, "web").slice(0, 4)).toEqual(["web", "2/2", "2", "2"]);
    });

    it("get -o wide adds columns", async () => {
      const table = await session.ok(["get", "deployments", "-o", "wide"]);
      expect(header(table)).toEqual([
        "NAME",
        "READY",
        "UP-TO-DATE",
        "AVAILABLE",
        "AGE",
        "CONTAINERS",
        "IMAGES",
        "SELECTOR",
      ]);
      expect(row(table, "web").slice(5)).toEqual(["web", "registry.example.com/shop/web:1.0", "app=web"]);
      const pods = await session.ok(["get", "pods", "-o", "wide"]);
      expect(header(pods)).toEqual([
        "NAME",
        "READY",
        "STATUS",
        "RESTARTS",
        "AGE",
        "IP",
        "NODE",
        "NOMINATED NODE",
        "READINESS GATES",
      ]);
      expect(pods).toMatch(/^web-\S+\s+1\/1\s+Running\s+0\s+\d+s\s+\d+\.\d+\.\d+\.\d+\s+node-\d\s+<none>\s+<none>$/m);
    });

    it("get of nodes and namespaces", async () => {
      const nodes = await session.ok(["get", "nodes"]);
      expect(header(nodes)).toEqual(["NAME", "STATUS", "ROLES", "AGE", "VERSION"]);
      expect(row(nodes, "node-1").slice(0, 3)).toEqual(["node-1", "Ready", "worker"]);
      const namespaces = await session.ok(["get", "namespaces"]);
      expect(row(namespaces, session.namespace)[1]).toBe("Active");
    });

    it("get of several kinds, short names and all", async () => {
      const both = await session.ok(["get", "deploy,cm", "-o", "name"]);
      expect(both.split("\n")).toEqual(
        expect.arrayContaining(["deployment.apps/web", "configmap/settings", "configmap/other"]),
      );
      const all = await session.ok(["get", "all", "-o", "name"]);
      expect(all).toMatch(/^pod\/web-/m);
      expect(all).toMatch(/^replicaset\.apps\/web-/m);
      expect(all).toMatch(/^deployment\.apps\/web$/m);
    });

    it("get -o json and -o yaml are the same object", async () => {
      const json = await session.json<KubeObject>(["get", "configmap", "settings"]);
      expect(json).toMatchObject({ apiVersion: "v1", kind: "ConfigMap", data: { one: "1", two: "2" } });
      const yaml = parse(await session.ok(["get", "configmap", "settings", "-o", "yaml"])) as KubeObject;
      expect(yaml).toEqual(json);
    });

    it("get -o json of several is a List whose items say what they are", async () => {
      const list = await session.json<{ kind: string; items: KubeObject[] }>(["get", "configmaps"]);
      expect(list.kind).toBe("List");
      expect(list.items.every(({ kind, apiVersion }) => kind === "ConfigMap" && apiVersion === "v1")).toBe(true);
    });

    it("get -o jsonpath, custom-columns and --sort-by", async () => {
      expect(await session.ok(["get", "deployment", "web", "-o", "jsonpath={.status.readyReplicas}"])).toBe("2");
      const columns = await session.ok([
        "get",
        "configmaps",
        "--sort-by=.metadata.name",
        "-o",
        "custom-columns=N:.metadata.name",
        "--no-headers",
      ]);
      expect(columns.split("\n")).toEqual(["kube-root-ca.crt", "other", "settings"]);
    });

    it("get by label and by field", async () => {
      expect(await session.ok(["get", "configmaps", "-l", "tier=web", "-o", "name"])).toBe("configmap/settings");
      expect(await session.ok(["get", "configmaps", "--field-selector=metadata.name=other", "-o", "name"])).toBe(
        "configmap/other",
      );
      const running = await session.ok(["get", "pods", "--field-selector=status.phase=Running", "-o", "name"]);
      expect(running.split("\n")).toHaveLength(2);
      expect(await session.ok(["get", "pods", "--field-selector=status.phase=Failed", "-o", "name"])).toBe("");
    });

    it("get --all-namespaces adds the namespace, --chunk-size pages through", async () => {
      const table = await session.ok(["get", "configmaps", "--all-namespaces", "--chunk-size=2"]);
      expect(header(table)).toEqual(["NAMESPACE", "NAME", "DATA", "AGE"]);
      expect(table).toMatch(new RegExp(`^${session.namespace}\\s+settings\\s+2\\s`, "m"));
    });

    it("get --show-labels and -L", async () => {
      expect(await session.ok(["get", "configmap", "settings", "--show-labels"])).toMatch(
        /settings\s+2\s+\S+\s+tier=web/,
      );
      expect(header(await session.ok(["get", "configmaps", "-L", "tier"]))).toEqual(["NAME", "DATA", "AGE", "TIER"]);
    });

    it("get of nothing says so, of an unknown kind too", async () => {
      const none = await session.run(["get", "jobs"]);
      expect(none.stderr.trim()).toBe(`No resources found in ${session.namespace} namespace.`);
      expect(await session.fails(["get", "configmap", "missing"])).toBe(
        'Error from server (NotFound): configmaps "missing" not found',
      );
      expect(await session.fails(["get", "wonders"])).toBe(`error: the server doesn't have a resource type "wonders"`);
    });

    it("get --watch follows a change", async () => {
      const lines = await session.watch(
        ["get", "configmap", "other", "-o", "jsonpath={.metadata.labels.seen}{'|'}{.kind}{'\\n'}"],
        (seen) => seen.includes("yes|ConfigMap"),
        () => session.ok(["label", "configmap", "other", "seen=yes"]),
      );
      expect(lines).toEqual(["|ConfigMap", "yes|ConfigMap"]);
    });

    it("get --watch of deployments shows a scaling as it happens", async () => {
      const lines = await session.watch(
        ["get", "deployments"],
        (seen) => seen.some((line) => /^web\s+3\/3\s+3\s+3\s/.test(line)),
        () => session.ok(["scale", "deployment/web", "--replicas=3"]),
      );
      expect(lines[0]).toMatch(/^NAME\s+READY/);
      expect(lines.some((line) => /^web\s+2\/3\s/.test(line))).toBe(true);
    });

    it("describe tells a Deployment's story", async () => {
      const text = await session.ok(["describe", "deployment", "web"]);
      expect(text).toMatch(/^Name:\s+web$/m);
      expect(text).toMatch(/^Selector:\s+app=web$/m);
      expect(text).toMatch(/^Replicas:\s+3 desired \| 3 updated \| 3 total \| 3 available \| 0 unavailable$/m);
      expect(text).toMatch(/^NewReplicaSet:\s+web-\w+ \(3\/3 replicas created\)$/m);
      expect(text).toMatch(
        /Normal\s+ScalingReplicaSet\s+\S+.*deployment-controller\s+Scaled up replica set web-\w+ from 0 to 2/,
      );
    });

    it("describe tells a pod's and a node's story", async () => {
      const [first = ""] = (await session.ok(["get", "pods", "-o", "name"])).split("\n");
      const pod = await session.ok(["describe", first]);
      expect(pod).toMatch(/^Status:\s+Running$/m);
      expect(pod).toMatch(/^Controlled By:\s+ReplicaSet\/web-/m);
      expect(pod).toMatch(/Normal\s+Scheduled\s+\S+.*Successfully assigned/);
      const node = await session.ok(["describe", "node", "node-1"]);
      expect(node).toMatch(/^Allocatable:$/m);
      expect(node).toMatch(/^Non-terminated Pods:/m);
    });

    it("events are listed with what they are about", async () => {
      const table = await session.ok(["get", "events", "--sort-by=.lastTimestamp"]);
      expect(header(table)).toEqual(["LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"]);
      expect(table).toMatch(/Normal\s+SuccessfulCreate\s+replicaset\/web-/);
      expect(await session.ok(["events", "--for=deployment/web"])).toMatch(/ScalingReplicaSet/);
    });

    it("api-resources, api-versions, version and explain come from discovery", async () => {
      const resources = await session.ok(["api-resources", "--api-group=apps", "--no-headers"]);
      expect(resources).toMatch(/^deployments\s+deploy\s+apps\/v1\s+true\s+Deployment$/m);
      expect((await session.ok(["api-versions"])).split("\n")).toEqual(
        expect.arrayContaining(["v1", "apps/v1", "batch/v1"]),
      );
      expect(await session.ok(["version"])).toMatch(/^Server Version: v1\.\d+\.\d+/m);
      expect(await session.ok(["explain", "deployment.spec.replicas"])).toMatch(/FIELD: replicas <integer>/);
    });
  });
}
