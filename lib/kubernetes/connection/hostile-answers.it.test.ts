import { describe, expect, it } from "vitest";
import { requestJson } from "../api/request-json.ts";
import { testBench } from "../testing/test-bench.ts";

const bench = testBench();
const GET = { method: "GET", path: "/api/v1/pods" } as const;

describe.each(["h2", "http/1.1"] as const)("a cluster is not trusted (%s)", (protocol) => {
  it.each([301, 302, 303, 307, 308])("H116: status %i with Location is refused and not followed", async (status) => {
    const other = await bench.server();
    const server = await bench.server({
      protocol,
      handler: ({ json }) => json(status, {}, { location: `${other.url}/steal` }),
    });
    const connection = bench.connection(server);
    await expect(connection.request(GET)).rejects.toMatchObject({ unreachable: "redirect", status });
    await expect(connection.stream(GET)).rejects.toMatchObject({ unreachable: "redirect" });
    expect(other.accepted()).toBe(0);
  });

  it("H117: cookies, browser directives and unknown headers end at the connection", async () => {
    const server = await bench.server({
      protocol,
      handler: ({ response }) => {
        response.writeHead(200, {
          "content-type": "text/html",
          "set-cookie": ["session=1", "b=2"],
          "access-control-allow-origin": "*",
          "service-worker-allowed": "/",
          "x-anything": "1",
          "audit-id": "a-1",
        });
        response.end("<script>");
      },
    });
    const { headers } = await bench.connection(server).request(GET);
    expect(Object.keys(headers).sort()).toEqual(["audit-id", "content-type", "date"]);
  });

  it("sends only the headers of the allow-list, with the identity", async () => {
    const server = await bench.server({ protocol, handler: ({ json, headers }) => json(200, headers) });
    const headers = await requestJson<Record<string, string>>(bench.connection(server), {
      method: "POST",
      path: "/api/v1/pods",
      body: "{}",
      impersonate: { user: "wheelhouse:ada", groups: ["wheelhouse:team:a", "wheelhouse:team:b"] },
    });
    expect(headers).toMatchObject({
      accept: "application/json",
      authorization: "Bearer test-token",
      "content-type": "application/json",
      "user-agent": "wheelhouse",
      "impersonate-user": "wheelhouse:ada",
      "impersonate-group": "wheelhouse:team:a, wheelhouse:team:b",
    });
    const own = Object.keys(headers).filter((name) => !/^(:|host$|connection$|content-length$)/.test(name));
    expect(own.sort()).toEqual([
      "accept",
      "authorization",
      "content-type",
      "impersonate-group",
      "impersonate-user",
      "user-agent",
    ]);
  });

  it.each([
    ["a line break in the user", { user: "ada\r\nimpersonate-group: system:masters", groups: [] }],
    ["a comma in a group", { user: "ada", groups: ["a,system:masters"] }],
    ["an empty user", { user: "", groups: [] }],
    ["a user that is not ASCII", { user: "ádá", groups: [] }],
    ["a system user", { user: "system:admin", groups: [] }],
    ["a system group", { user: "ada", groups: ["System:masters"] }],
  ])("H50: refuses %s before anything is sent", async (_, impersonate) => {
    const server = await bench.server({ protocol });
    await expect(bench.connection(server).request({ ...GET, impersonate })).rejects.toMatchObject({
      code: "bad_input",
    });
    expect(server.seen).toEqual([]);
  });

  it.each(["accept", "contentType"] as const)("refuses a line break in %s", async (field) => {
    const server = await bench.server({ protocol });
    const request = { ...GET, method: "POST" as const, body: "{}", [field]: "text/plain\r\nauthorization: Bearer x" };
    await expect(bench.connection(server).request(request)).rejects.toMatchObject({ code: "bad_input" });
    expect(server.seen).toEqual([]);
  });

  it.each([
    "/api/v1/namespaces/team-a/../kube-system/secrets",
    "/api/v1/namespaces/%2e%2e/secrets",
    "/api/v1/pods?watch=1",
    "/api/v1/pods#x",
    "/api//v1/pods",
    "//evil.example/api",
    "/api/v1/pods\\..\\secrets",
    "/api/v1/pods\r\nx: y",
    "api/v1/pods",
    "",
  ])("refuses the path %j at the last gate", async (path) => {
    const server = await bench.server({ protocol });
    await expect(bench.connection(server).request({ method: "GET", path })).rejects.toMatchObject({
      code: "bad_input",
    });
    expect(server.seen).toEqual([]);
  });

  it("H160: deeply nested JSON neither crashes nor blocks", async () => {
    const depth = 100_000;
    const body = `{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    const server = await bench.server({ protocol, handler: ({ response }) => void response.writeHead(200).end(body) });
    const value = await requestJson<{ a: unknown }>(bench.connection(server), GET);
    expect(Array.isArray(value.a)).toBe(true);
  });

  it("an answer that is not JSON is an error, not an empty result", async () => {
    const server = await bench.server({
      protocol,
      handler: ({ response }) => void response.writeHead(200).end("<html>Sign in</html>"),
    });
    await expect(requestJson(bench.connection(server), GET)).rejects.toMatchObject({ reason: "NotJson" });
  });
});
