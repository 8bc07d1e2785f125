import { describe, expect, it } from "vitest";
import { testBench } from "../testing/test-bench.ts";

const bench = testBench();
const GET = { method: "GET", path: "/api/v1/pods" } as const;

describe("protocols", () => {
  it("speaks HTTP/2 and makes one TLS connection for a burst of requests", async () => {
    const server = await bench.server({ handler: ({ json, protocol }) => json(200, { protocol }) });
    const connection = bench.connection(server);
    const answers = await Promise.all(Array.from({ length: 20 }, () => connection.request(GET)));
    expect(answers.map((answer) => answer.body.toString())).toEqual(Array(20).fill('{"protocol":"2.0"}'));
    expect(server.accepted()).toBe(1);
    expect(connection.health()).toMatchObject({ protocol: "h2", breaker: "closed" });
    expect(connection.health().latencyMs).toBeUndefined();
    await connection.request(GET);
    expect(connection.health().latencyMs).toBeGreaterThan(0);
  });

  it("falls back to HTTP/1.1 when ALPN says so, and keeps its sockets", async () => {
    const server = await bench.server({
      protocol: "http/1.1",
      handler: ({ json, protocol }) => json(200, { protocol }),
    });
    const connection = bench.connection(server);
    for (let i = 0; i < 5; i += 1) {
      const answer = await connection.request(GET);
      expect(answer.body.toString()).toBe('{"protocol":"1.1"}');
    }
    expect(server.accepted()).toBe(1);
    expect(connection.health().protocol).toBe("http/1.1");
  });

  it("bounds HTTP/1.1 sockets of short requests and gives each stream its own", async () => {
    const server = await bench.server({
      protocol: "http/1.1",
      handler: ({ json, url, response }) =>
        url.searchParams.has("watch") ? void response.writeHead(200).flushHeaders() : json(200, {}),
    });
    const connection = bench.connection(server, { deps: { limits: { http1Sockets: 2 } } });
    const watch = () => connection.stream({ ...GET, query: { watch: "true" } });
    const streams = await Promise.all([watch(), watch(), watch()]);
    await Promise.all(Array.from({ length: 12 }, () => connection.request(GET)));
    expect(server.open()).toBeLessThanOrEqual(5);
    expect(connection.health().openStreams).toBe(3);
    for (const stream of streams) stream.close();
    await expect.poll(() => connection.health().openStreams).toBe(0);
  });

  it("posts a body, adds the query, and keeps the path prefix of the server URL", async () => {
    const server = await bench.server({
      handler: ({ json, method, url, body }) => json(201, { method, path: url.pathname + url.search, body }),
    });
    const connection = bench.connection(server, { target: { server: `${server.url}/k8s/clusters/c-1` } });
    const query = { fieldManager: "wheelhouse & co", dryRun: undefined };
    const answer = await connection.request({ method: "POST", path: "/api/v1/pods", query, body: '{"a":1}' });
    expect(answer.status).toBe(201);
    expect(JSON.parse(answer.body.toString())).toEqual({
      method: "POST",
      path: "/k8s/clusters/c-1/api/v1/pods?fieldManager=wheelhouse+%26+co",
      body: '{"a":1}',
    });
  });

  it("opens another session when the first one is full, and finds it again", async () => {
    const server = await bench.server({ handler: ({ response }) => void response.writeHead(200).write("\n") });
    const connection = bench.connection(server, { deps: { limits: { streamsPerSession: 3 } } });
    const streams = await Promise.all(Array.from({ length: 7 }, () => connection.stream(GET)));
    expect(server.accepted()).toBe(3);
    expect(connection.health().openStreams).toBe(7);
    for (const stream of streams) stream.close();
    await expect.poll(() => connection.health().openStreams).toBe(0);
    await connection.stream(GET);
    expect(server.accepted()).toBe(3);
  });

  it("respects the server's own limit of streams per session", async () => {
    const server = await bench.server({
      maxConcurrentStreams: 2,
      handler: ({ response }) => void response.writeHead(200).write("\n"),
    });
    const connection = bench.connection(server);
    await connection.stream(GET);
    await Promise.all([connection.stream(GET), connection.stream(GET)]);
    expect(server.accepted()).toBe(2);
  });

  it("unpacks a compressed answer when it asked for one, and does not ask otherwise", async () => {
    const { gzipSync } = await import("node:zlib");
    const server = await bench.server({
      handler: ({ headers, response, json }) => {
        if (headers["accept-encoding"] !== "gzip") return json(200, { packed: false });
        response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
        response.end(gzipSync('{"packed":true}'));
      },
    });
    const connection = bench.connection(server);
    expect((await connection.request(GET)).body.toString()).toBe('{"packed":false}');
    expect((await connection.request({ ...GET, gzip: true })).body.toString()).toBe('{"packed":true}');
  });

  it("closes its sockets when it is closed, and refuses further requests", async () => {
    const server = await bench.server({ handler: ({ response }) => void response.writeHead(200).write("\n") });
    const connection = bench.connection(server);
    const stream = await connection.stream(GET);
    const reading = (async () => {
      for await (const _ of stream.chunks);
    })();
    await connection.close();
    await expect(reading).rejects.toMatchObject({ unreachable: "closed" });
    await expect(connection.request(GET)).rejects.toMatchObject({ unreachable: "closed" });
    await expect.poll(() => server.open()).toBe(0);
  });
});
