import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasCode } from "#lib/core/errors";
import { buildPath, type ResourcePath } from "./build-path.ts";

const PODS = { group: "", version: "v1", resource: "pods" };

describe("paths", () => {
  it.each([
    [PODS, "/api/v1/pods"],
    [{ ...PODS, namespace: "team-a" }, "/api/v1/namespaces/team-a/pods"],
    [{ ...PODS, namespace: "team-a", name: "web-1", subresource: "log" }, "/api/v1/namespaces/team-a/pods/web-1/log"],
    [
      { group: "apps", version: "v1", resource: "deployments", namespace: "a" },
      "/apis/apps/v1/namespaces/a/deployments",
    ],
    [{ group: "metrics.k8s.io", version: "v1beta1", resource: "nodes" }, "/apis/metrics.k8s.io/v1beta1/nodes"],
    [{ group: "", version: "v1", resource: "namespaces", name: "team-a" }, "/api/v1/namespaces/team-a"],
    [
      { group: "rbac.authorization.k8s.io", version: "v1", resource: "clusterroles", name: "system:node" },
      "/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node",
    ],
  ])("%o → %s", (parts: ResourcePath, path) => {
    expect(buildPath(parts)).toBe(path);
  });

  const HOSTILE = [
    "",
    ".",
    "..",
    "%2e%2e",
    "%2E.",
    "%252e%252e",
    "a/b",
    "a%2fb",
    "a%2F..%2Fb",
    "a\\..\\b",
    "a%5Cb",
    "a?watch=1",
    "a%3Fx",
    "a#x",
    "a%23x",
    "TEAM A",
    "a ",
    " a",
    "a\0",
    "a%00",
    "a\r\nX: 1",
    "tеam-a",
    "ｔeam-a",
    "%ff",
    "%c0%ae%c0%ae",
    "a\t",
    "x".repeat(254),
    "../secrets",
  ];
  it.each(["namespace", "name", "resource", "group", "version", "subresource"] as const)(
    "H01–H24: no hostile text passes as %s, and the error does not repeat it",
    (field) => {
      for (const text of HOSTILE.filter((one) => field !== "group" || one !== "")) {
        const parts = { ...PODS, namespace: "team-a", name: "web-1", subresource: "log", [field]: text };
        let error: unknown;
        try {
          buildPath(parts);
        } catch (thrown) {
          error = thrown;
        }
        expect(hasCode(error, "bad_input"), `${field} ${JSON.stringify(text)}`).toBe(true);
        if (text.length > 3) expect((error as Error).message).not.toContain(text);
      }
    },
  );

  it.each(["TEAM-A", "team-a.", "-a", "a-", "a_b", "a.b", "x".repeat(64)])(
    "H20: %j is not a namespace",
    (namespace) => {
      expect(() => buildPath({ ...PODS, namespace })).toThrow("namespace");
    },
  );

  it("H13: a value that is not text is refused too", () => {
    expect(() => buildPath({ ...PODS, namespace: null as unknown as string })).toThrow("namespace");
    expect(() => buildPath({ ...PODS, namespace: [".."] as unknown as string })).toThrow("namespace");
  });

  it("a subresource needs a name", () => {
    expect(() => buildPath({ ...PODS, subresource: "log" })).toThrow("subresource");
  });

  it("property: any parts are refused, or come back out of the path unchanged", () => {
    const part = fc.oneof(
      fc.constantFrom(...HOSTILE, "a", "web-1", "v1", "pods"),
      fc.string({ unit: "binary" }),
      fc.string(),
    );
    const optional = fc.option(part, { nil: undefined });
    const record = fc.record({
      group: part,
      version: part,
      resource: part,
      namespace: optional,
      name: optional,
      subresource: optional,
    });
    fc.assert(
      fc.property(record, (parts) => {
        let path: string;
        try {
          path = buildPath(parts);
        } catch (error) {
          expect(hasCode(error, "bad_input")).toBe(true);
          return;
        }
        expect(new URL(path, "https://h.example").pathname).toBe(path);
        const expected = [
          ...(parts.group === "" ? ["api"] : ["apis", parts.group]),
          parts.version,
          ...(parts.namespace === undefined ? [] : ["namespaces", parts.namespace]),
          parts.resource,
          ...(parts.name === undefined ? [] : [parts.name]),
          ...(parts.subresource === undefined ? [] : [parts.subresource]),
        ];
        expect(path.split("/").slice(1)).toEqual(expected);
      }),
      { numRuns: 5_000 },
    );
  });
});
