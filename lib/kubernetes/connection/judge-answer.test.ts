import { describe, expect, it } from "vitest";
import { isServerFailure } from "./judge-answer.ts";

const json = { "content-type": "application/json" };

describe("which 5xx answers count against the cluster", () => {
  it.each([
    ["GET", "/api/v1/pods", 500, {}, true],
    ["GET", "/api/v1/namespaces/team-a/pods", 503, json, true],
    ["GET", "/api/v1/namespaces/team-a", 503, json, true],
    ["GET", "/apis/apps/v1/namespaces/team-a/deployments/web", 502, {}, true],
    ["GET", "/version", 503, {}, true],
    ["GET", "/apis", 503, {}, true],
    ["GET", "/api/v1/pods", 504, { "content-type": "text/html" }, true],
    ["GET", "/api/v1/pods", 504, json, false],
    ["GET", "/api/v1/pods", 404, json, false],
    ["GET", "/apis/metrics.k8s.io/v1beta1/pods", 503, json, false],
    ["GET", "/apis/cert-manager.io/v1/certificates", 500, json, false],
    ["GET", "/api/v1/namespaces/team-a/pods/web-1/log", 500, json, false],
    ["POST", "/api/v1/namespaces/team-a/pods", 500, json, false],
  ] as const)("%s %s with %i: %o → %s", (method, path, status, headers, expected) => {
    expect(isServerFailure({ method, path }, { status, headers })).toBe(expected);
  });
});
