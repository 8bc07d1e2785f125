import { describe, expect, it } from "vitest";
import { watchStream } from "../api/watch-stream.ts";
import type { TestHandler } from "../testing/start-test-server.ts";
import { testBench } from "../testing/test-bench.ts";
import type { KubeStream } from "../types/connection.ts";

const bench = testBench();
const GET = { method: "GET", path: "/api/v1/pods" } as const;

/** Collects what a stream says until it ends; `error` is how it ended. */
function listen(stream: KubeStream): { text: string; error: unknown; done: boolean } {
  const heard = { text: "", error: undefined as unknown, done: false };
  void (async () => {
    try {
      for await (const chunk of stream.chunks) heard.text += chunk.toString();
    } catch (error) {
      heard.error = error;
    }
    heard.done = true;
  })();
  return heard;
}

describe("GOAWAY", () => {
  it("20 open watches go on delivering, and new requests use a new session", async () => {
    const watchers: Parameters<TestHandler>[0]["response"][] = [];
    const server = await bench.server({
      handler: ({ json, url, response }) => {
        if (!url.searchParams.has("watch")) return json(200, {});
        watchers.push(response);
        response.writeHead(200).flushHeaders();
      },
    });
    const connection = bench.connection(server);
    const query = { watch: "true" };
    const streams = await Promise.all(Array.from({ length: 20 }, () => connection.stream({ ...GET, query })));
    const heard = streams.map(listen);
    server.goaway();
    await connection.request(GET);
    await expect.poll(server.accepted).toBe(2);
    for (const watcher of watchers) watcher.write("still here\n");
    await expect.poll(() => heard.filter((one) => one.text === "still here\n").length).toBe(20);
    expect(heard.every((one) => !one.done)).toBe(true);
    for (const watcher of watchers) watcher.end();
    await expect.poll(() => heard.filter((one) => one.done && one.error === undefined).length).toBe(20);
    await expect.poll(server.open).toBe(1);
    expect(connection.health().breaker).toBe("closed");
  });

  it("requests that race with GOAWAY are sent again and none is lost", async () => {
    let count = 0;
    const server = await bench.server({
      handler: ({ json }) => {
        count += 1;
        if (count % 10 === 0) server.goaway();
        json(200, {});
      },
    });
    const connection = bench.connection(server);
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all(Array.from({ length: 15 }, () => connection.request(GET)));
      expect(answers.every((answer) => answer.status === 200)).toBe(true);
    }
    expect(server.accepted()).toBeGreaterThan(5);
  });

  it("a request that the server refused unprocessed is sent once more, whatever its method", async () => {
    const { constants } = await import("node:http2");
    let refusals = 1;
    const server = await bench.server({
      handler: ({ json, response }) => {
        if (refusals <= 0) return json(201, {});
        refusals -= 1;
        const { stream } = response as unknown as { stream: { close(code: number): void } };
        stream.close(constants.NGHTTP2_REFUSED_STREAM);
      },
    });
    const connection = bench.connection(server);
    const post = { method: "POST", path: "/api/v1/namespaces", body: "{}" } as const;
    expect((await connection.request(post)).status).toBe(201);
    refusals = 2;
    await expect(connection.request(post)).rejects.toMatchObject({ unreachable: "reset" });
  });

  it("a write whose connection broke is not sent again: it may have been done", async () => {
    const server = await bench.server({ handler: () => server.cut() });
    const connection = bench.connection(server);
    await expect(connection.request({ ...GET, method: "POST", body: "{}" })).rejects.toMatchObject({
      unreachable: "reset",
    });
    expect(server.seen.length).toBe(1);
  });

  it("a read whose connection broke is sent again once over a new one", async () => {
    let first = true;
    const server = await bench.server({
      handler: ({ json }) => {
        if (!first) return json(200, {});
        first = false;
        server.cut();
      },
    });
    const connection = bench.connection(server);
    expect((await connection.request(GET)).status).toBe(200);
    expect(connection.health()).toMatchObject({ breaker: "closed", failingSince: undefined });
  });
});

describe("half-open connections", () => {
  it("a session that goes silent is found by PING and its watches end", async () => {
    const server = await bench.server({ handler: ({ response }) => void response.writeHead(200).write("\n") });
    const connection = bench.connection(server, { deps: { limits: { pingAfterMs: 60, pingTimeoutMs: 40 } } });
    const heard = await Promise.all([connection.stream(GET), connection.stream(GET)]).then((all) => all.map(listen));
    await expect.poll(() => heard.every((one) => one.text === "\n")).toBe(true);
    server.freeze();
    await expect.poll(() => heard.every((one) => one.done)).toBe(true);
    expect(heard[0]?.error).toMatchObject({ unreachable: "timeout", message: "the connection went silent" });
    expect(connection.health().openStreams).toBe(0);
  });

  it("a session that goes silent after GOAWAY is found too, and its watches end", async () => {
    const server = await bench.server({
      handler: ({ json, url, response }) => {
        if (url.searchParams.has("watch")) response.writeHead(200).write("\n");
        else json(200, {});
      },
    });
    const connection = bench.connection(server, { deps: { limits: { pingAfterMs: 60, pingTimeoutMs: 40 } } });
    const heard = listen(await connection.stream({ ...GET, query: { watch: "true" } }));
    server.goaway();
    await connection.request(GET);
    await expect.poll(server.accepted).toBe(2);
    server.freeze();
    await expect.poll(() => heard.done).toBe(true);
    expect(heard.error).toMatchObject({ unreachable: "timeout", message: "the connection went silent" });
  });

  it("a quiet watch on a living session stays after GOAWAY", async () => {
    let settings = 0;
    const server = await bench.server({
      handler: ({ json, url, response }) => {
        if (url.searchParams.has("watch")) response.writeHead(200).write("\n");
        else json(200, {});
      },
    });
    server.onSession((session) => session.on("remoteSettings", () => (settings += 1)));
    const connection = bench.connection(server, { deps: { limits: { pingAfterMs: 20, pingTimeoutMs: 500 } } });
    const heard = listen(await connection.stream({ ...GET, query: { watch: "true" } }));
    server.goaway();
    await expect.poll(() => settings).toBeGreaterThan(3);
    expect(heard.done).toBe(false);
  });

  it("a quiet but living session stays: PING is answered", async () => {
    const server = await bench.server({ handler: ({ response }) => void response.writeHead(200).write("\n") });
    let pings = 0;
    server.onSession((session) => session.on("ping", () => (pings += 1)));
    const connection = bench.connection(server, { deps: { limits: { pingAfterMs: 20, pingTimeoutMs: 500 } } });
    const heard = listen(await connection.stream(GET));
    await expect.poll(() => pings).toBeGreaterThan(3);
    expect(heard.done).toBe(false);
    expect(server.accepted()).toBe(1);
  });

  it("after a lost server, watches end with a reason and the next request dials again", async () => {
    const server = await bench.server({ handler: ({ response }) => void response.writeHead(200).write("\n") });
    const connection = bench.connection(server);
    const events = watchStream(connection, { path: "/api/v1/pods" });
    const reading = (async () => {
      for await (const _ of events);
    })();
    await expect.poll(() => connection.health().openStreams).toBe(1);
    server.cut();
    await expect(reading).rejects.toMatchObject({ unreachable: "reset" });
    await connection.stream(GET);
    expect(server.accepted()).toBe(2);
  });
});
