import { beforeAll, describe, expect, it } from "vitest";
import { createObject } from "#lib/kubernetes/api/create-object";
import { deleteObject } from "#lib/kubernetes/api/delete-object";
import { isConflict, isInvalid, isNotFound } from "#lib/kubernetes/api/errors";
import { type Patch, patchObject } from "#lib/kubernetes/api/patch-object";
import { requestJson } from "#lib/kubernetes/api/request-json";
import { updateObject } from "#lib/kubernetes/api/update-object";
import { type Bench, type KubeObject, pathOf, urlOf } from "../bench.ts";
import { failureOf } from "../failure-of.ts";
import { configMap, deployment } from "../manifests.ts";

export function writeSuite(bench: () => Bench): void {
  describe("writes", () => {
    let namespace: string;
    beforeAll(async () => {
      namespace = await bench().namespace();
    });

    const path = (name: string, kind = "configmaps") => ({ ...pathOf(kind, namespace), name });
    const get = (name: string, kind = "configmaps") => bench().get(kind, namespace, name);
    const create = (name: string, data?: Record<string, string>) =>
      bench().create(configMap(namespace, name, { data }));

    it("create gives what the server adds, and refuses a name that is taken", async () => {
      const { metadata } = await create("fresh");
      expect(metadata).toMatchObject({ name: "fresh", namespace, uid: expect.stringMatching(/^[0-9a-f-]{36}$/) });
      expect(Date.parse(metadata.creationTimestamp)).toBeGreaterThan(0);
      const error = await failureOf(create("fresh"));
      expect(isConflict(error)).toBe(true);
      expect(error.reason).toBe("AlreadyExists");
      expect(error.message).toBe('configmaps "fresh" already exists');
    });

    it("create makes a name of a prefix", async () => {
      const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { generateName: "made-" } };
      const { metadata } = await createObject<KubeObject>(bench().admin, pathOf("configmaps", namespace), object);
      expect(metadata.name).toMatch(/^made-[a-z0-9]{5}$/);
    });

    it("create refuses a name that is not valid, in the API server's words", async () => {
      const error = await failureOf(create("Not_Valid"));
      expect(error.status).toBe(422);
      expect(error.reason).toBe("Invalid");
      expect(error.message).toContain(
        'ConfigMap "Not_Valid" is invalid: metadata.name: Invalid value: "Not_Valid": a lowercase RFC 1123 subdomain',
      );
    });

    it("create refuses a field that does not exist", async () => {
      const typo = { ...deployment({ namespace, name: "typo" }), spec: { replica: 3 } };
      const error = await failureOf(createObject(bench().admin, pathOf("deployments", namespace), typo));
      expect(isInvalid(error)).toBe(true);
      expect(error.message).toContain('unknown field "spec.replica"');
    });

    it("create into a namespace that does not exist is 404", async () => {
      const error = await failureOf(bench().create(configMap("nowhere", "x")));
      expect(isNotFound(error)).toBe(true);
      expect(error.message).toBe('namespaces "nowhere" not found');
    });

    it("what is not there is 404 in the API server's words", async () => {
      const error = await failureOf(get("missing"));
      expect(isNotFound(error)).toBe(true);
      expect(error.message).toBe('configmaps "missing" not found');
      const grouped = await failureOf(get("missing", "deployments"));
      expect(grouped.message).toBe('deployments.apps "missing" not found');
    });

    it("a kind that is not there is 404, a method that is not there 405", async () => {
      const unknown = await failureOf(requestJson(bench().admin, { method: "GET", path: "/apis/apps/v1/unknowns" }));
      expect(unknown.message).toBe("the server could not find the requested resource");
      const wrong = await failureOf(
        requestJson(bench().admin, { method: "PUT", path: urlOf("configmaps", namespace), body: "{}" }),
      );
      expect(wrong.status).toBe(405);
      expect(wrong.reason).toBe("MethodNotAllowed");
    });

    it("update replaces, and refuses a version that is not the newest", async () => {
      const first = await create("versioned");
      const second = await updateObject<KubeObject>(bench().admin, path("versioned"), {
        ...first,
        data: { key: "new" },
      });
      expect(second.data).toEqual({ key: "new" });
      expect(second.metadata.resourceVersion).not.toBe(first.metadata.resourceVersion);
      const error = await failureOf(updateObject(bench().admin, path("versioned"), { ...first, data: {} }));
      expect(isConflict(error)).toBe(true);
      expect(error.reason).toBe("Conflict");
      expect(error.message).toContain("the object has been modified; please apply your changes to the latest version");
    });

    it("update that changes nothing keeps the version", async () => {
      const first = await create("same");
      const second = await updateObject<KubeObject>(bench().admin, path("same"), first);
      expect(second.metadata.resourceVersion).toBe(first.metadata.resourceVersion);
    });

    it("the selector of a Deployment cannot be changed", async () => {
      await bench().create(deployment({ namespace, name: "fixed", replicas: 0 }));
      const patch = {
        spec: { selector: { matchLabels: { app: "other" } }, template: { metadata: { labels: { app: "other" } } } },
      };
      const error = await failureOf(patchObject(bench().admin, path("fixed", "deployments"), { type: "merge", patch }));
      expect(error.status).toBe(422);
      expect(error.message).toContain("field is immutable");
    });

    it("the generation counts changes of the spec, not of metadata", async () => {
      await bench().create(deployment({ namespace, name: "counted", replicas: 0 }));
      const change = (patch: object) =>
        patchObject<KubeObject>(bench().admin, path("counted", "deployments"), { type: "merge", patch });
      expect((await change({ metadata: { labels: { a: "b" } } })).metadata.generation).toBe(1);
      expect((await change({ spec: { minReadySeconds: 2 } })).metadata.generation).toBe(2);
    });

    it("the status is written through its subresource only, and nothing else through it", async () => {
      await bench().create(deployment({ namespace, name: "statuses", replicas: 0 }));
      const write = (subresource: string | undefined, patch: object) =>
        patchObject<KubeObject>(
          bench().admin,
          { ...path("statuses", "deployments"), subresource },
          { type: "merge", patch },
        );
      const foreign = { type: "Example", status: "True", reason: "Said", message: "so" };
      const before = await write(undefined, { status: { conditions: [foreign] } });
      expect(JSON.stringify(before.status ?? {})).not.toContain("Said");
      const after = await write("status", { spec: { replicas: 7 }, status: { conditions: [foreign] } });
      expect(after.spec.replicas).toBe(0);
      expect(JSON.stringify(after.status)).toContain("Said");
    });

    it("a dry run answers as if, and stores nothing", async () => {
      const collection = pathOf("configmaps", namespace);
      const made = await createObject<KubeObject>(bench().admin, collection, configMap(namespace, "dry"), {
        dryRun: true,
      });
      expect(made.metadata.uid).toBeTruthy();
      expect(isNotFound(await failureOf(get("dry")))).toBe(true);
      await create("stays");
      const patch: Patch = { type: "merge", patch: { data: { key: "other" } } };
      const patched = await patchObject<KubeObject>(bench().admin, path("stays"), patch, { dryRun: true });
      expect(patched.data.key).toBe("other");
      await deleteObject(bench().admin, path("stays"), { dryRun: true });
      expect((await get("stays")).data.key).toBe("value");
    });

    it("delete needs the uid that it names", async () => {
      await create("guarded");
      const error = await failureOf(
        deleteObject(bench().admin, path("guarded"), { uid: "00000000-0000-0000-0000-000000000000" }),
      );
      expect(isConflict(error)).toBe(true);
      await deleteObject(bench().admin, path("guarded"));
      expect(isNotFound(await failureOf(get("guarded")))).toBe(true);
    });

    it("delete waits for finalizers", async () => {
      const held = configMap(namespace, "held") as { metadata: object };
      await bench().create({ ...held, metadata: { ...held.metadata, finalizers: ["example.com/hold"] } });
      await deleteObject(bench().admin, path("held"));
      expect((await get("held")).metadata.deletionTimestamp).toBeTruthy();
      await patchObject(bench().admin, path("held"), { type: "merge", patch: { metadata: { finalizers: null } } });
      expect(isNotFound(await failureOf(get("held")))).toBe(true);
    });
  });
}
