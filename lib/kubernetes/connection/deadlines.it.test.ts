import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { testBench } from "../testing/test-bench.ts";
import { DEFAULT_LIMITS } from "./limits.ts";

const bench = testBench();
const GET = { method: "GET", path: "/api/v1/pods" } as const;
const FIRST_BYTE = { firstByteMs: { interactive: 60, list: 120, stream: 90 } };

describe.each(["h2", "http/1.1"] as const)("deadlines and bounds over %s", (protocol) => {
  it("gives up when no answer begins in time, and tells the server", async () => {
    const server = await bench.server({ protocol, handler: () => {} });
    const connection = bench.connection(server, { deps: { limits: FIRST_BYTE } });
    await expect(connection.request(GET)).rejects.toMatchObject({
      unreachable: "timeout",
      message: "no answer within 0.06 s",
    });
    await expect(connection.request({ ...GET, deadline: "list" })).rejects.toMatchObject({
      message: "no answer within 0.12 s",
    });
    await expect(connection.stream(GET)).rejects.toMatchObject({ message: "no answer within 0.09 s" });
    // Beside the probes that ask whether the server lives.
    const given = () => server.aborted.filter((line) => line.startsWith("GET /api/v1/pods"));
    await expect.poll(() => given().length).toBe(3);
  });

  it("H160: gives up on an answer that trickles in byte by byte", async () => {
    const server = await bench.server({
      protocol,
      handler: ({ response }) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write(" "), 5);
        response.on("close", () => clearInterval(timer));
      },
    });
    const connection = bench.connection(server, { deps: { limits: { wholeMs: { interactive: 150, list: 150 } } } });
    await expect(connection.request(GET)).rejects.toMatchObject({ unreachable: "timeout", message: /did not finish/ });
    await expect.poll(() => server.aborted.length).toBe(1);
  });

  it("H160: stops reading an answer without end at its size limit", async () => {
    let sent = 0;
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    const server = await bench.server({
      protocol,
      handler: ({ response }) => {
        response.writeHead(200);
        const pump = () => {
          while (!response.destroyed && sent < 2 ** 31) {
            sent += chunk.length;
            if (!response.write(chunk)) return void response.once("drain", pump);
          }
        };
        pump();
      },
    });
    const bodyBytes = { interactive: 1024 * 1024, list: 1024 * 1024, stream: 1024 };
    const connection = bench.connection(server, { deps: { limits: { bodyBytes } } });
    await expect(connection.request(GET)).rejects.toMatchObject({
      reason: "TooLarge",
      message: "the answer is larger than 1024 KiB",
    });
    await expect.poll(() => server.aborted.length).toBe(1);
    expect(sent).toBeLessThan(32 * 1024 * 1024);
  });

  it("counts the size after decompression, so that a small answer cannot unpack into a large one", async () => {
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024));
    const server = await bench.server({
      protocol,
      handler: ({ response }) => void response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    });
    const bodyBytes = { interactive: 1024 * 1024, list: 1024 * 1024, stream: 1024 };
    const connection = bench.connection(server, { deps: { limits: { bodyBytes } } });
    await expect(connection.request({ ...GET, gzip: true })).rejects.toMatchObject({ reason: "TooLarge" });
  });

  it("never takes a cut-off answer for a whole one", async () => {
    const server = await bench.server({
      protocol,
      handler: ({ response }) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.write('{"items":[', () => setImmediate(() => server.cut()));
      },
    });
    const connection = bench.connection(server);
    await expect(connection.request({ ...GET, method: "POST" })).rejects.toMatchObject({ unreachable: "reset" });
  });

  it("the caller's abort reaches the server at every stage", async () => {
    const server = await bench.server({
      protocol,
      handler: ({ response, url }) => {
        if (url.pathname.endsWith("body")) response.writeHead(200).write("{");
      },
    });
    const connection = bench.connection(server);
    for (const path of ["/api/v1/silent", "/api/v1/body"]) {
      const abort = new AbortController();
      const pending = connection.request({ method: "GET", path, signal: abort.signal });
      await expect.poll(() => server.seen).toContain(`GET ${path}`);
      abort.abort(new Error("the reader left"));
      await expect(pending).rejects.toThrow("the reader left");
      await expect.poll(() => server.aborted).toContain(`GET ${path}`);
    }
    expect(connection.health()).toMatchObject({ breaker: "closed" });
    expect(connection.health().lastFailure).toBeUndefined();
  });

  it("leaving the loop over a stream closes it upstream", async () => {
    const server = await bench.server({
      protocol,
      handler: ({ response }) => void response.writeHead(200).write("line\n"),
    });
    const connection = bench.connection(server);
    const stream = await connection.stream(GET);
    for await (const chunk of stream.chunks) {
      expect(chunk.toString()).toBe("line\n");
      break;
    }
    await expect.poll(() => server.aborted).toEqual(["GET /api/v1/pods"]);
    await expect.poll(() => connection.health().openStreams).toBe(0);
  });

  it("aborting the caller's signal ends an open stream", async () => {
    const server = await bench.server({
      protocol,
      handler: ({ response }) => void response.writeHead(200).write("line\n"),
    });
    const connection = bench.connection(server);
    const abort = new AbortController();
    const stream = await connection.stream({ ...GET, signal: abort.signal });
    const reading = (async () => {
      for await (const _ of stream.chunks) abort.abort(new Error("signed out"));
    })();
    await expect(reading).rejects.toThrow("signed out");
    await expect.poll(() => server.aborted.length).toBe(1);
  });

  it("reads the error answer of a stream at once, within its bounds", async () => {
    const server = await bench.server({ protocol, handler: ({ response }) => void response.writeHead(403).write("{") });
    const connection = bench.connection(server, { deps: { limits: { wholeMs: { interactive: 80, list: 80 } } } });
    await expect(connection.stream(GET)).rejects.toMatchObject({ unreachable: "timeout" });
  });

  it("bounds concurrency: the rest waits in a queue that an abort leaves at once", async () => {
    const waiting: (() => void)[] = [];
    let most = 0;
    const server = await bench.server({
      protocol,
      handler: ({ json }) => {
        waiting.push(() => json(200, {}));
        most = Math.max(most, waiting.length);
      },
    });
    const connection = bench.connection(server, { deps: { limits: { concurrent: 3, queued: 4 } } });
    const abort = new AbortController();
    const all = Array.from({ length: 6 }, () => connection.request(GET));
    const queued = connection.request({ ...GET, signal: abort.signal });
    await expect(connection.request(GET)).rejects.toMatchObject({ unreachable: "throttled" });
    abort.abort(new Error("gone"));
    await expect(queued).rejects.toThrow("gone");
    await expect.poll(() => waiting.length).toBe(3);
    for (const answer of waiting.splice(0)) answer();
    await expect.poll(() => waiting.length).toBe(3);
    for (const answer of waiting.splice(0)) answer();
    await Promise.all(all);
    expect(most).toBe(3);
    expect(server.seen.length).toBe(6);
  });
});

describe("connecting", () => {
  it("H160: gives up on a server that accepts TCP and says nothing", async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const sockets: { destroy(): void }[] = [];
    silent.on("connection", (socket) => sockets.push(socket));
    const server = await bench.server();
    const url = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const connection = bench.connection(server, { target: { server: url }, deps: { limits: { connectMs: 80 } } });
    await expect(connection.request(GET)).rejects.toMatchObject({
      unreachable: "timeout",
      message: "the connection timed out",
    });
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });

  it("says so when the name service never answers", async () => {
    const server = await bench.server();
    const connection = bench.connection(server, {
      target: { server: "https://api.cluster.example:6443" },
      deps: { limits: { connectMs: 50 }, lookup: () => new Promise(() => {}) },
    });
    await expect(connection.request(GET)).rejects.toMatchObject({ unreachable: "timeout" });
  });

  it("promises the documented deadlines", () => {
    expect(DEFAULT_LIMITS).toMatchObject({
      connectMs: 3_000,
      firstByteMs: { interactive: 5_000, list: 30_000 },
      pingAfterMs: 30_000,
      pingTimeoutMs: 15_000,
      failuresToOpen: 3,
      probeMinMs: 1_000,
      probeMaxMs: 60_000,
      streamsPerSession: 80,
    });
  });
});
