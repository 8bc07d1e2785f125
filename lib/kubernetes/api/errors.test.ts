import { describe, expect, it } from "vitest";
import * as errors from "./errors.ts";
import { kubeError } from "./kube-error.ts";
import { statusError } from "./status-error.ts";

const PREDICATES = Object.entries(errors).filter(([name]) => name !== "isKubeError");

function holding(error: unknown): string[] {
  return PREDICATES.filter(([, predicate]) => predicate(error)).map(([name]) => name);
}

function refused(status: number, body: unknown, path = "/api/v1/pods") {
  return statusError({ cluster: "c1", request: { path }, status, body });
}

describe("predicates", () => {
  it.each([
    [410, { reason: "Expired" }, ["isExpired"]],
    [410, { reason: "Gone" }, ["isExpired"]],
    [403, { reason: "Forbidden" }, ["isForbidden"]],
    [401, { reason: "Unauthorized" }, ["isUnauthorized"]],
    [404, { reason: "NotFound" }, ["isNotFound"]],
    [409, { reason: "AlreadyExists" }, ["isConflict"]],
    [409, { reason: "Conflict" }, ["isConflict"]],
    [422, { reason: "Invalid" }, ["isInvalid"]],
    [400, { reason: "BadRequest" }, ["isInvalid"]],
    [429, { reason: "TooManyRequests" }, ["isTooManyRequests"]],
    [
      504,
      { reason: "Timeout", message: "Timeout: Too large resource version: 9, current: 5" },
      ["isResourceVersionTooLarge"],
    ],
    [500, { reason: "InternalError" }, []],
  ])("status %i %o", (status, body, expected) => {
    expect(holding(refused(status, body))).toEqual(expected);
  });

  it("a watch's ERROR event carries its own code", () => {
    expect(holding(refused(500, { code: 410, reason: "Expired", message: "too old resource version" }))).toEqual([
      "isExpired",
    ]);
  });

  it("unreachable is told apart from refused, and from other errors", () => {
    expect(holding(kubeError({ cluster: "c1", unreachable: "timeout", message: "x" }))).toEqual(["isUnreachable"]);
    expect(holding(new Error("other"))).toEqual([]);
    expect(holding(undefined)).toEqual([]);
  });
});

describe("messages", () => {
  it("are one bounded line without control characters", () => {
    const error = refused(403, { message: `a\r\nlevel=info\x1b[31m\u202e ${"x".repeat(5_000)}` });
    expect(error.message).toHaveLength(1_000);
    expect(error.message.startsWith("a level=info [31m")).toBe(true);
    expect(error.message).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it.each([undefined, null, "text", [], { message: 7, reason: {}, code: "x" }])("survive an answer like %j", (body) => {
    expect(refused(502, body)).toMatchObject({
      status: 502,
      message: "the cluster answered with status 502",
      reason: "502",
    });
  });

  it("H121: a refused Secret names the fields, never the data that the API server quotes", () => {
    const message = 'Secret "db" is invalid: data[password]: Invalid value: "hunter2"';
    const body = { reason: "Invalid", message, details: { causes: [{ field: "data[password]", message: "hunter2" }] } };
    const error = refused(422, body, "/api/v1/namespaces/a/secrets/db");
    expect(error.message).toBe("the Secret is not valid: data[password]");
    expect(JSON.stringify({ ...error })).not.toContain("hunter2");
    expect(refused(400, { message: "illegal base64 hunter2" }, "/api/v1/namespaces/a/secrets").message).toBe(
      "the Secret is not valid",
    );
  });

  it("take the pause from the header or from the Status", () => {
    expect(refused(429, { details: { retryAfterSeconds: 7 } }).retryAfterSeconds).toBe(7);
    const asked = { cluster: "c1", request: { path: "/api" }, status: 429, body: {} };
    expect(statusError({ ...asked, retryAfter: "3" }).retryAfterSeconds).toBe(3);
  });

  it.each([1e12, Number.MAX_VALUE, 86_400])(
    "never take a pause of %d s, which would be a day of silence",
    (seconds) => {
      expect(refused(429, { details: { retryAfterSeconds: seconds } }).retryAfterSeconds).toBe(60);
    },
  );
});
