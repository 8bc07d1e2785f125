import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { allowsHost } from "./allows-host.ts";
import { checkRequest } from "./check-request.ts";
import { prepareHeaders } from "./prepare-headers.ts";

const request = (url: string, more: Partial<IncomingMessage> = {}) =>
  ({
    method: "GET",
    url,
    rawHeaders: ["Host", "localhost"],
    headers: { host: "localhost" },
    ...more,
  }) as IncomingMessage;

describe("a request", () => {
  test.each(["/", "/apps?team=../x", "/a/..b/.c", "/_next/static/a%20b.js", "/api/home?cluster=a&cluster=b"])(
    "for %s passes",
    (url) => {
      expect(checkRequest(request(url))).toBeUndefined();
    },
  );

  test.each([
    ["http://169.254.169.254/", 400],
    ["*", 400],
    ["//evil.example/", 400],
    ["/a\\..\\b", 400],
    ["/a%5C..%5Cb", 400],
    ["/%ff", 400],
    ["/a%00b", 400],
    ["/a/../b", 400],
    ["/a/%2e%2E/b", 400],
    ["/a/..%2fb", 400],
    ["/a/.", 400],
    ["/a%0d%0aX: 1", 400],
    ["/\u00e9", 400],
    [`/${"a".repeat(9000)}`, 414],
  ])("for %s is refused", (url, status) => {
    expect(checkRequest(request(url))?.status).toBe(status);
  });

  test.each(["TRACE", "OPTIONS", "CONNECT", "PROPFIND"])("of method %s is refused", (method) => {
    expect(checkRequest(request("/", { method }))?.status).toBe(405);
  });

  test("with two Hosts, or none, is refused", () => {
    expect(checkRequest(request("/", { rawHeaders: ["Host", "a", "hOST", "b"] }))?.status).toBe(400);
    expect(checkRequest(request("/", { rawHeaders: [] }))?.status).toBe(400);
  });

  test.each(["impersonate-user", "impersonate-group", "impersonate-extra-scopes", "x-remote-user", "x-remote-group"])(
    "that says who it is by %s is refused: only the portal may say that to a cluster",
    (name) => {
      const headers = { host: "localhost", [name]: "system:admin" };
      expect(checkRequest(request("/api/me", { headers }))?.status).toBe(400);
    },
  );

  test("for a server action is refused: there are none", () => {
    const headers = { host: "localhost", "next-action": "x" };
    expect(checkRequest(request("/", { method: "POST", headers }))?.status).toBe(404);
  });
});

describe("a Host", () => {
  test.each(["localhost", "localhost:3000", "127.0.0.1:8080", "[::1]:3000", "LOCALHOST:3000"])("%s is ours", (host) => {
    expect(allowsHost(host, undefined)).toBe(true);
  });
  test.each([
    undefined,
    "",
    "evil.example",
    "localhost.evil.com",
    "127a0b0c1",
    "127.0.0.1.evil.example",
    "localhost:3000:1",
  ])("%s is not ours", (host) => {
    expect(allowsHost(host, undefined)).toBe(false);
  });
  test("is the public one, and no other, where that is set", () => {
    expect(allowsHost("portal.example.com", "https://portal.example.com")).toBe(true);
    expect(allowsHost("localhost:3000", "https://portal.example.com")).toBe(false);
    expect(allowsHost("portal.example.com:444", "https://portal.example.com")).toBe(false);
  });
});

test("headers that only we may say are replaced, whatever a stranger says", () => {
  const headers: IncomingMessage["headers"] = {
    host: "localhost",
    cookie: "kept",
    "x-request-id": "forged",
    "x-forwarded-for": "10.0.0.1",
    "x-forwarded-proto": "https",
    "x-middleware-subrequest": "middleware",
    "x-nonce": "known",
    "x-wheelhouse-path": "//evil.example",
    "content-security-policy": "script-src *",
    "impersonate-user": "system:admin",
    "x-remote-group": "system:masters",
  };
  const incoming = {
    url: "/apps?team=a",
    headers,
    socket: { remoteAddress: "192.0.2.7" },
  } as unknown as IncomingMessage;
  prepareHeaders(incoming, { requestId: "r1", publicUrl: undefined, trustedProxies: [] });
  expect(headers).toEqual({
    host: "localhost",
    cookie: "kept",
    "x-request-id": "r1",
    "x-wheelhouse-path": "/apps?team=a",
    "x-forwarded-for": "192.0.2.7",
    "x-forwarded-host": "localhost",
    "x-forwarded-proto": "http",
  });
});
