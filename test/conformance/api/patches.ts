import type { V1Scale } from "@kubernetes/client-node";
import { beforeAll, describe, expect, it } from "vitest";
import { isConflict, isNotFound } from "#lib/kubernetes/api/errors";
import { getObject } from "#lib/kubernetes/api/get-object";
import { type Patch, patchObject } from "#lib/kubernetes/api/patch-object";
import { setScale } from "#lib/kubernetes/api/set-scale";
import { type Bench, type KubeObject, pathOf } from "../bench.ts";
import { failureOf } from "../failure-of.ts";
import { configMap, deployment } from "../manifests.ts";

type Container = { name: string; image: string; env?: { name: string; value: string }[] };

export function patchSuite(bench: () => Bench): void {
  describe("patches", () => {
    let namespace: string;
    beforeAll(async () => {
      namespace = await bench().namespace();
      await bench().create(deployment({ namespace, replicas: 0 }));
    });

    const path = (name: string, kind = "configmaps") => ({ ...pathOf(kind, namespace), name });
    const patch = (name: string, change: Patch, fieldManager?: string, kind = "configmaps") =>
      patchObject<KubeObject>(bench().admin, path(name, kind), change, { fieldManager });
    const containers = (object: KubeObject): Container[] => object.spec.template.spec.containers;

    it("JSON patch applies its operations in order", async () => {
      await bench().create(configMap(namespace, "json", { data: { one: "1", two: "2" } }));
      const change = [
        { op: "test", path: "/data/one", value: "1" },
        { op: "move", from: "/data/one", path: "/data/three" },
        { op: "replace", path: "/data/two", value: "22" },
        { op: "add", path: "/data/four", value: "4" },
        { op: "remove", path: "/data/two" },
      ];
      expect((await patch("json", { type: "json", patch: change })).data).toEqual({ three: "1", four: "4" });
    });

    it("JSON patch does nothing when a test fails or a path is missing", async () => {
      await bench().create(configMap(namespace, "tested"));
      const failed = [
        { op: "replace", path: "/data/key", value: "changed" },
        { op: "test", path: "/data/key", value: "something else" },
      ];
      expect((await failureOf(patch("tested", { type: "json", patch: failed }))).status).toBe(422);
      const missing = [{ op: "remove", path: "/data/nothing" }];
      expect((await failureOf(patch("tested", { type: "json", patch: missing }))).status).toBe(422);
      expect((await bench().get("configmaps", namespace, "tested")).data).toEqual({ key: "value" });
    });

    it("merge patch sets, keeps and, with null, removes", async () => {
      await bench().create(configMap(namespace, "merge", { data: { keep: "1", drop: "2" } }));
      const merged = await patch("merge", { type: "merge", patch: { data: { drop: null, add: "3" } } });
      expect(merged.data).toEqual({ keep: "1", add: "3" });
    });

    it("merge patch replaces a list as a whole", async () => {
      const change = {
        spec: { template: { spec: { containers: [{ name: "only", image: "registry.example.com/only:1" }] } } },
      };
      const merged = await patch("web", { type: "merge", patch: change }, undefined, "deployments");
      expect(containers(merged).map(({ name }) => name)).toEqual(["only"]);
    });

    it("strategic merge patch merges containers and variables by name, and deletes by directive", async () => {
      await bench().create(deployment({ namespace, name: "strategic", replicas: 0 }));
      const change = (list: object[]) =>
        patch(
          "strategic",
          { type: "strategic", patch: { spec: { template: { spec: { containers: list } } } } },
          undefined,
          "deployments",
        );
      await change([{ name: "web", env: [{ name: "A", value: "1" }] }]);
      const both = await change([
        { name: "side", image: "registry.example.com/side:1" },
        { name: "web", env: [{ name: "B", value: "2" }] },
      ]);
      const web = containers(both).find(({ name }) => name === "web");
      expect(containers(both)).toHaveLength(2);
      expect(web?.image).toBe("registry.example.com/shop/web:1.0");
      expect(web?.env?.map(({ name }) => name).sort()).toEqual(["A", "B"]);
      const one = await change([{ name: "side", $patch: "delete" }]);
      expect(containers(one).map(({ name }) => name)).toEqual(["web"]);
    });

    it("apply creates, owns its fields, and removes those it no longer names", async () => {
      const applied = (data: Record<string, string>) =>
        patch("applied", { type: "apply", patch: configMap(namespace, "applied", { data }) }, "one");
      const first = await applied({ a: "1", b: "2" });
      expect(first.metadata.managedFields).toContainEqual(
        expect.objectContaining({ manager: "one", operation: "Apply" }),
      );
      await patch("applied", { type: "merge", patch: { data: { other: "x" } } }, "somebody");
      expect((await applied({ a: "1" })).data).toEqual({ a: "1", other: "x" });
    });

    it("apply refuses fields of another manager by name, unless forced", async () => {
      const applied = (value: string, manager: string, force = false) =>
        patch(
          "contested",
          { type: "apply", force, patch: configMap(namespace, "contested", { data: { key: value } }) },
          manager,
        );
      await applied("one", "one");
      const error = await failureOf(applied("two", "two"));
      expect(isConflict(error)).toBe(true);
      expect(error.message).toBe('Apply failed with 1 conflict: conflict with "one": .data.key');
      expect((await applied("two", "two", true)).data.key).toBe("two");
    });

    it("apply needs to say who applies", async () => {
      const error = await failureOf(patch("anonymous", { type: "apply", patch: configMap(namespace, "anonymous") }));
      expect(error.status).toBe(422);
      expect(error.message).toContain("fieldManager: Required value: is required for apply patch");
    });

    it("patches of what is not there are 404", async () => {
      for (const type of ["merge", "strategic"] as const) {
        expect(isNotFound(await failureOf(patch("missing", { type, patch: {} })))).toBe(true);
      }
    });

    it("a patch of an unknown form is 415", async () => {
      const answer = await bench().admin.request({
        method: "PATCH",
        path: `/api/v1/namespaces/${namespace}/configmaps/merge`,
        contentType: "text/plain",
        body: "{}",
      });
      expect(answer.status).toBe(415);
    });

    it("scale is read and written by itself", async () => {
      await bench().create(deployment({ namespace, name: "scaled", replicas: 1 }));
      const scale = { ...path("scaled", "deployments"), subresource: "scale" };
      expect((await getObject<V1Scale>(bench().admin, scale)).spec?.replicas).toBe(1);
      await setScale(bench().admin, path("scaled", "deployments"), 2);
      expect((await bench().get("deployments", namespace, "scaled")).spec.replicas).toBe(2);
      const text = await getObject<{ kind: string; status: { selector: string } }>(bench().admin, scale);
      expect(text).toMatchObject({ kind: "Scale", status: { selector: "app=scaled" } });
    });
  });
}
