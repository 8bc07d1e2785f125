import { afterEach, describe, expect, it } from "vitest";
import { connectTo } from "../testing/connect-to.ts";
import { startTestServer, type TestServer } from "../testing/start-test-server.ts";
import type { ClusterConnection } from "../types/connection.ts";

const cleanup: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of cleanup.splice(0).reverse()) await stop();
});

async function serverOf(options: Parameters<typeof startTestServer>[0] = {}): Promise<TestServer> {
  const server = await startTestServer(options);
  cleanup.push(() => server.close());
  return server;
}

function connectionTo(...args: Parameters<typeof connectTo>): ClusterConnection {
  const connection = connectTo(...args);
  cleanup.push(() => connection.close());
  return connection;
}

const GET = { method: "GET", path: "/api/v1/pods" } as const;

describe("one connection per cluster", () => {
  it("speaks HTTP/2 and makes one TLS connection for a burst of requests", async () => {
    const server = await serverOf({ handler: ({ json, protocol }) => json(200, { protocol }) });
    const connection = connectionTo(server);
    const answers = await Promise.all(Array.from({ length: 20 }, () => connection.request(GET)));
    expect(answers.map((answer) => answer.body.toString())).toEqual(Array(20).fill('{"protocol":"2.0"}'));
    expect(server.accepted()).toBe(1);
    expect(connection.health()).toMatchObject({ protocol: "h2", breaker: "closed" });
  });

  it("falls back to HTTP/1.1 when ALPN says so, and keeps its sockets", async () => {
    const server = await serverOf({ protocol: "http/1.1", handler: ({ json, protocol }) => json(200, { protocol }) });
    const connection = connectionTo(server);
    for (let i = 0; i < 5; i += 1) {
      const answer = await connection.request(GET);
      expect(answer.body.toString()).toBe('{"protocol":"1.1"}');
    }
    expect(server.accepted()).toBe(1);
    expect(connection.health().protocol).toBe("http/1.1");
  });
});
