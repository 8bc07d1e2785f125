import { beforeAll, describe, expect, it } from "vitest";
import { ACCEPT_METADATA, ACCEPT_METADATA_LIST } from "#lib/kubernetes/api/accept";
import { getObject } from "#lib/kubernetes/api/get-object";
import { listTable, type Table } from "#lib/kubernetes/api/list-table";
import { requestJson } from "#lib/kubernetes/api/request-json";
import { serverVersion } from "#lib/kubernetes/api/server-version";
import { type Bench, type KubeObject, pathOf, urlOf } from "../bench.ts";
import { failureOf } from "../failure-of.ts";
import { configMap, deployment } from "../manifests.ts";

const columns = (table: Table): string[] => table.columnDefinitions.map(({ name }) => name);
/** What kubectl prints without `-o wide`. */
const narrow = (table: Table): string[] =>
  table.columnDefinitions.filter(({ priority }) => priority === 0).map(({ name }) => name);

export function formatSuite(bench: () => Bench): void {
  describe("formats", () => {
    let namespace: string;
    beforeAll(async () => {
      namespace = await bench().namespace();
      await bench().create(configMap(namespace, "settings", { data: { one: "1", two: "2" } }));
      await bench().create(deployment({ namespace, replicas: 0 }));
    });

    const tableOf = (kind: string, options = {}) =>
      listTable(
        bench().admin,
        kind === "nodes" || kind === "namespaces" ? pathOf(kind) : pathOf(kind, namespace),
        options,
      );

    it.each([
      ["pods", ["Name", "Ready", "Status", "Restarts", "Age"]],
      ["deployments", ["Name", "Ready", "Up-to-date", "Available", "Age"]],
      ["replicasets", ["Name", "Desired", "Current", "Ready", "Age"]],
      ["statefulsets", ["Name", "Ready", "Age"]],
      ["daemonsets", ["Name", "Desired", "Current", "Ready", "Up-to-date", "Available", "Node Selector", "Age"]],
      ["jobs", ["Name", "Status", "Completions", "Duration", "Age"]],
      ["services", ["Name", "Type", "Cluster-IP", "External-IP", "Port(s)", "Age"]],
      ["configmaps", ["Name", "Data", "Age"]],
      ["secrets", ["Name", "Type", "Data", "Age"]],
      ["events", ["Last Seen", "Type", "Reason", "Object", "Message"]],
      ["nodes", ["Name", "Status", "Roles", "Age", "Version"]],
      ["namespaces", ["Name", "Status", "Age"]],
    ])("a table of %s has kubectl's columns", async (kind, expected) => {
      expect(narrow(await tableOf(kind))).toEqual(expected);
    });

    it("a table's rows hold the cells and the object's metadata", async () => {
      const table = await tableOf("configmaps");
      const row = table.rows.find(({ object }) => object?.metadata?.name === "settings");
      expect(row?.cells.slice(0, 2)).toEqual(["settings", 2]);
      expect(row?.object).toMatchObject({ kind: "PartialObjectMetadata", metadata: { namespace } });
      expect(row?.object).not.toHaveProperty("data");
    });

    it("a table carries whole objects, or none, when asked", async () => {
      const whole = await tableOf("deployments", { includeObject: "Object" });
      expect(whole.rows[0]?.object).toMatchObject({ kind: "Deployment", spec: { replicas: 0 } });
      const none = await tableOf("deployments", { includeObject: "None" });
      expect(none.rows[0]?.object).toBeFalsy();
      expect(none.rows[0]?.cells[0]).toBe("web");
      expect(columns(none)).toEqual(expect.arrayContaining(["Containers", "Images", "Selector"]));
    });

    it("a table comes in pages", async () => {
      const first = await tableOf("configmaps", { limit: 1 });
      expect(first.rows).toHaveLength(1);
      const second = await tableOf("configmaps", { limit: 1, continueToken: first.metadata?.continue });
      expect(second.rows[0]?.cells[0]).not.toBe(first.rows[0]?.cells[0]);
    });

    it("metadata alone leaves the content out", async () => {
      const one = await getObject<KubeObject>(
        bench().admin,
        { ...pathOf("configmaps", namespace), name: "settings" },
        { accept: ACCEPT_METADATA },
      );
      expect(one).toMatchObject({ kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1" });
      expect(one).not.toHaveProperty("data");
      const list = await requestJson<{ kind: string; items: KubeObject[] }>(bench().admin, {
        method: "GET",
        path: urlOf("configmaps", namespace),
        accept: ACCEPT_METADATA_LIST,
      });
      expect(list.kind).toBe("PartialObjectMetadataList");
      expect(list.items.every((item) => !("data" in item))).toBe(true);
    });

    it("a format that the server does not know is 406", async () => {
      const path = urlOf("configmaps", namespace);
      const error = await failureOf(requestJson(bench().admin, { method: "GET", path, accept: "text/csv" }));
      expect(error.status).toBe(406);
    });

    it("discovery names the groups, and the kinds of a group", async () => {
      const { groups } = await requestJson<{ groups: { name: string }[] }>(bench().admin, {
        method: "GET",
        path: "/apis",
      });
      expect(groups.map(({ name }) => name)).toEqual(
        expect.arrayContaining(["apps", "batch", "networking.k8s.io", "rbac.authorization.k8s.io", "policy"]),
      );
      const apps = await requestJson<{ resources: { name: string; namespaced: boolean; verbs: string[] }[] }>(
        bench().admin,
        { method: "GET", path: "/apis/apps/v1" },
      );
      const named = (name: string) => apps.resources.find((resource) => resource.name === name);
      expect(named("deployments")?.verbs).toEqual(expect.arrayContaining(["get", "list", "watch", "patch", "delete"]));
      expect(named("deployments/scale")?.verbs).toEqual(expect.arrayContaining(["get", "patch", "update"]));
    });

    it("the version has the form of Kubernetes", async () => {
      const version = await serverVersion(bench().portal);
      expect(version.gitVersion).toMatch(/^v1\.\d+\.\d+/);
      expect(`${version.major}.${version.minor}`).toMatch(/^1\.\d+\+?$/);
    });

    it("health is answered as text", async () => {
      const answer = await bench().portal.request({ method: "GET", path: "/readyz", accept: "*/*" });
      expect(answer.status).toBe(200);
      expect(answer.body.toString("utf8")).toBe("ok");
    });
  });
}
