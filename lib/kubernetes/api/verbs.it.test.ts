import { describe, expect, it } from "vitest";
import { testBench } from "../testing/test-bench.ts";
import type { ClusterConnection } from "../types/connection.ts";
import { createObject } from "./create-object.ts";
import { deleteObject } from "./delete-object.ts";
import { isConflict } from "./errors.ts";
import { getObject } from "./get-object.ts";
import { listTable } from "./list-table.ts";
import { patchObject } from "./patch-object.ts";
import { probeList } from "./probe-list.ts";
import { reviewAccess } from "./review-access.ts";
import { serverVersion } from "./server-version.ts";
import { setScale } from "./set-scale.ts";
import { updateObject } from "./update-object.ts";

const bench = testBench();
const DEPLOYMENT = { group: "apps", version: "v1", resource: "deployments", namespace: "team-a", name: "web" };
const COLLECTION = { group: "apps", version: "v1", resource: "deployments", namespace: "team-a" };
const BASE = "/apis/apps/v1/namespaces/team-a/deployments";

type Sent = { method: string; url: string; type: string; accept: string; body: string };

/** Runs a verb against a server that answers what it was sent. */
async function sent(verb: (connection: ClusterConnection) => Promise<unknown>): Promise<Sent> {
  const requests: Sent[] = [];
  const server = await bench.server({
    handler: ({ json, method, url, headers, body }) => {
      const text = (name: string) => String(headers[name] ?? "");
      requests.push({
        method,
        url: url.pathname + url.search,
        type: text("content-type"),
        accept: text("accept"),
        body,
      });
      json(200, {});
    },
  });
  await verb(bench.connection(server));
  const [only] = requests;
  if (only === undefined || requests.length !== 1) throw new Error("expected one request");
  return only;
}

describe("what each verb sends", () => {
  it("get", async () => {
    expect(await sent((c) => getObject(c, { ...DEPLOYMENT, subresource: "scale" }))).toMatchObject({
      method: "GET",
      url: `${BASE}/web/scale`,
    });
  });

  it("create, with a dry run and strict fields", async () => {
    expect(
      await sent((c) => createObject(c, COLLECTION, { a: 1 }, { dryRun: true, fieldManager: "wheelhouse" })),
    ).toMatchObject({
      method: "POST",
      url: `${BASE}?dryRun=All&fieldManager=wheelhouse&fieldValidation=Strict`,
      type: "application/json",
      body: '{"a":1}',
    });
  });

  it("update", async () => {
    expect(await sent((c) => updateObject(c, DEPLOYMENT, { a: 1 }))).toMatchObject({
      method: "PUT",
      url: `${BASE}/web?fieldValidation=Strict`,
    });
  });

  it.each([
    ["json", "application/json-patch+json"],
    ["merge", "application/merge-patch+json"],
    ["strategic", "application/strategic-merge-patch+json"],
    ["apply", "application/apply-patch+yaml"],
  ] as const)("patch %s", async (type, contentType) => {
    const patch = { type, patch: [], force: true };
    const force = type === "apply" ? "&force=true" : "";
    expect(await sent((c) => patchObject(c, DEPLOYMENT, patch, { fieldManager: "w" }))).toMatchObject({
      method: "PATCH",
      url: `${BASE}/web?fieldManager=w&fieldValidation=Strict${force}`,
      type: contentType,
    });
  });

  it("delete, with preconditions and propagation", async () => {
    const request = await sent((c) =>
      deleteObject(c, DEPLOYMENT, { uid: "u", propagation: "Foreground", dryRun: true }),
    );
    expect(request).toMatchObject({ method: "DELETE", url: `${BASE}/web` });
    expect(JSON.parse(request.body)).toEqual({
      kind: "DeleteOptions",
      apiVersion: "v1",
      propagationPolicy: "Foreground",
      preconditions: { uid: "u" },
      dryRun: ["All"],
    });
  });

  it("table", async () => {
    expect(await sent((c) => listTable(c, COLLECTION, { limit: 5 }))).toMatchObject({
      url: `${BASE}?limit=5&includeObject=Metadata`,
      accept: "application/json;as=Table;g=meta.k8s.io;v=v1",
    });
  });

  it("scale, only to whole numbers", async () => {
    expect(await sent((c) => setScale(c, DEPLOYMENT, 3))).toMatchObject({
      method: "PATCH",
      url: `${BASE}/web/scale?fieldValidation=Strict`,
      body: '{"spec":{"replicas":3}}',
    });
    expect(() => setScale({} as ClusterConnection, DEPLOYMENT, -1)).toThrow("replicas");
    expect(() => setScale({} as ClusterConnection, DEPLOYMENT, 1.5)).toThrow("replicas");
  });

  it("a hostile name is refused before anything is sent", async () => {
    const server = await bench.server();
    expect(() => getObject(bench.connection(server), { ...DEPLOYMENT, name: "../../secrets" })).toThrow("name");
    expect(server.seen).toEqual([]);
  });
});

describe("what each verb makes of the answer", () => {
  it("a conflict is told by a predicate, with the cluster's sentence", async () => {
    const body = { kind: "Status", code: 409, reason: "Conflict", message: "the object has been modified" };
    const server = await bench.server({ handler: ({ json }) => json(409, body) });
    const failing = updateObject(bench.connection(server), DEPLOYMENT, {});
    await expect(failing).rejects.toSatisfy(isConflict);
    await expect(failing).rejects.toMatchObject({
      cluster: "c1",
      reason: "Conflict",
      message: "the object has been modified",
    });
  });

  it("an access review is a yes only when it says so", async () => {
    const question = { verb: "list", group: "", resource: "pods" };
    const statuses = [
      { allowed: true, reason: "RBAC" },
      { allowed: true, denied: true },
      { allowed: false },
      undefined,
      { allowed: "true" },
    ];
    const answers = [];
    for (const status of statuses) {
      const server = await bench.server({ handler: ({ json }) => json(201, { status }) });
      answers.push(await reviewAccess(bench.connection(server), question));
    }
    expect(answers.map(({ allowed }) => allowed)).toEqual([true, false, false, false, false]);
    expect(answers[0]?.reason).toBe("RBAC");
  });

  it("a probe tells forbidden, not served and not reachable apart, and reads metadata only", async () => {
    const results = [];
    for (const code of [200, 403, 401, 404, 405, 500]) {
      const server = await bench.server({
        handler: ({ json, headers }) =>
          json(String(headers.accept).includes("PartialObjectMetadataList") ? code : 400, {}),
      });
      results.push(await probeList(bench.connection(server), { group: "", version: "v1", resource: "secrets" }));
    }
    expect(results).toEqual(["allowed", "forbidden", "forbidden", "unsupported", "unsupported", "unreachable"]);
  });

  it("a version is text of bounded length, whatever the server says", async () => {
    const server = await bench.server({
      handler: ({ json }) => json(200, { major: "1", minor: 36, gitVersion: "v".repeat(1_000) }),
    });
    expect(await serverVersion(bench.connection(server))).toEqual({
      major: "1",
      minor: "",
      gitVersion: "v".repeat(100),
      platform: "",
    });
  });
});
