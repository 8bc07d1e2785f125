import { describe, expect, it } from "vitest";
import type { KubeObject, ObjectInput } from "../types/object.ts";
import { assumedFields } from "./assumed-fields.ts";
import { fieldSet, fromFieldsV1, printPath, toFieldsV1 } from "./field-set.ts";
import { trackUpdate } from "./managed-fields.ts";
import { serverSideApply } from "./server-side-apply.ts";

const writer = (manager: string) => ({ manager, operation: "Apply" as const, time: "2026-11-02T09:00:00Z" });

const config = (image: string, extra: object = {}): ObjectInput => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web" },
  spec: { replicas: 2, template: { spec: { containers: [{ name: "app", image, ...extra }] } } },
});

const stored = (input: ObjectInput): KubeObject =>
  ({
    ...input,
    metadata: { name: "web", uid: "u", resourceVersion: "1", creationTimestamp: "", ...input.metadata },
  }) as KubeObject;

describe("server-side apply", () => {
  it("creates with the applied fields as the manager's own", () => {
    const made = serverSideApply(undefined, config("a:1"), writer("one"), false);
    expect(made.metadata.managedFields).toMatchObject([{ manager: "one", operation: "Apply", apiVersion: "apps/v1" }]);
    const fields = made.metadata.managedFields?.[0]?.fieldsV1 as Record<string, never>;
    expect(JSON.stringify(fields)).toContain('k:{\\"name\\":\\"app\\"}');
  });

  it("refuses to change what another manager owns, with the API server's sentence, and takes it over when forced", () => {
    const live = stored(serverSideApply(undefined, config("a:1"), writer("one"), false));
    expect(() => serverSideApply(live, config("a:2"), writer("two"), false)).toThrow(
      'Apply failed with 1 conflict: conflict with "one": .spec.template.spec.containers[name="app"].image',
    );
    const forced = serverSideApply(live, config("a:2"), writer("two"), true);
    const owners = forced.metadata.managedFields?.filter(({ fieldsV1 }) =>
      JSON.stringify(fieldsV1).includes("f:image"),
    );
    expect(owners?.map(({ manager }) => manager)).toEqual(["two"]);
  });

  it("names the version when the owner is an ordinary writer", () => {
    const object = stored(config("a:1"));
    const managedFields = trackUpdate(undefined, object, { manager: "kubectl-edit", operation: "Update", time: "" });
    const live = { ...object, metadata: { ...object.metadata, managedFields } };
    expect(() => serverSideApply(live, config("a:2"), writer("two"), false)).toThrow(
      'conflict with "kubectl-edit" using apps/v1: ',
    );
  });

  it("removes what the manager no longer names, unless somebody else owns it too", () => {
    const first = stored(
      serverSideApply(undefined, config("a:1", { command: ["run"], args: ["x"] }), writer("one"), false),
    );
    const shared = stored(serverSideApply(first, config("a:1", { args: ["x"] }), writer("two"), false));
    const after = serverSideApply(shared, config("a:1"), writer("one"), false);
    const [container] = (after.spec as { template: { spec: { containers: object[] } } }).template.spec.containers;
    expect(container).toEqual({ name: "app", image: "a:1", args: ["x"] });
  });
});

describe("managed fields", () => {
  it("a field set survives the way through FieldsV1", () => {
    const paths = new Set(fieldSet(stored(config("a:1", { ports: [{ containerPort: 80 }] }))).keys());
    expect(fromFieldsV1(toFieldsV1(paths))).toEqual(paths);
    expect([...paths].map(printPath)).toContain(
      '.spec.template.spec.containers[name="app"].ports[containerPort=80,protocol="TCP"].containerPort',
    );
  });

  it("an update takes over what it changes and drops what is gone", () => {
    const before = stored(config("a:1", { command: ["run"] }));
    const owned = { ...before, metadata: { ...before.metadata, managedFields: assumedFields(before) } };
    const after = stored(config("a:2"));
    const fields = trackUpdate(owned, after, { manager: "editor", operation: "Update", time: "" });
    expect(fields.map(({ manager }) => manager)).toEqual(["argocd-controller", "editor"]);
    expect(JSON.stringify(fields[0])).not.toMatch(/f:image|f:command/);
    expect(JSON.stringify(fields[1])).toContain("f:image");
  });
});
