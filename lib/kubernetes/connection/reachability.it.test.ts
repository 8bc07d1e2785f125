import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { issueCertificate } from "../testing/issue-certificate.ts";
import { testBench } from "../testing/test-bench.ts";
import type { ClusterConnection } from "../types/connection.ts";

const bench = testBench();
const GET = { method: "GET", path: "/api/v1/pods" } as const;
const FAST = { probeMinMs: 20, probeMaxMs: 60 };

/** A loopback port on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function failThreeTimes(connection: ClusterConnection): Promise<void> {
  for (let i = 0; i < 3; i += 1) await expect(connection.request(GET)).rejects.toMatchObject({ kubernetes: true });
}

describe("what a person reads when a cluster cannot be reached", () => {
  it("connection refused", async () => {
    const server = await bench.server();
    const connection = bench.connection(server, { target: { server: `https://127.0.0.1:${await freePort()}` } });
    await expect(connection.request(GET)).rejects.toMatchObject({
      unreachable: "refused",
      message: "connection refused",
    });
  });

  it("the name does not resolve", async () => {
    const server = await bench.server();
    const lookup = () => Promise.reject(Object.assign(new Error("getaddrinfo ENOTFOUND x"), { code: "ENOTFOUND" }));
    const connection = bench.connection(server, {
      target: { server: "https://gone.cluster.example" },
      deps: { lookup },
    });
    await expect(connection.request(GET)).rejects.toMatchObject({
      unreachable: "dns",
      message: "the name does not resolve",
    });
  });

  it("the certificate is not signed by the given CA", async () => {
    const other = await issueCertificate({ commonName: "another-ca" });
    const server = await bench.server();
    const connection = bench.connection(server, { target: { ca: other.certificate } });
    await expect(connection.request(GET)).rejects.toMatchObject({
      unreachable: "tls",
      message: "the certificate is not signed by the given CA",
    });
  });

  it("the certificate expired on a day", async () => {
    const ca = await issueCertificate({ commonName: "ca" });
    const serving = await issueCertificate({ commonName: "s", signer: ca, notBefore: -20, notAfter: -2 });
    const connection = bench.connection(await bench.server({ ca, serving }));
    const failing = connection.request(GET);
    await expect(failing).rejects.toMatchObject({
      unreachable: "tls",
      message: expect.stringMatching(/^the certificate expired on \d+ \w+ \d{4}$/),
    });
  });

  it("the certificate is not valid yet", async () => {
    const ca = await issueCertificate({ commonName: "ca" });
    const serving = await issueCertificate({ commonName: "s", signer: ca, notBefore: 5, notAfter: 9 });
    const connection = bench.connection(await bench.server({ ca, serving }));
    await expect(connection.request(GET)).rejects.toMatchObject({
      message: expect.stringMatching(/^the certificate is not valid before/),
    });
  });

  it("the certificate is for another name, unless the TLS server name says which", async () => {
    const ca = await issueCertificate({ commonName: "ca" });
    const serving = await issueCertificate({
      commonName: "s",
      signer: ca,
      names: ["api.internal.example"],
      addresses: [],
    });
    const server = await bench.server({ ca, serving });
    await expect(bench.connection(server).request(GET)).rejects.toMatchObject({
      unreachable: "tls",
      message: "the certificate is for another name",
    });
    const named = bench.connection(server, { target: { tlsServerName: "api.internal.example" } });
    expect((await named.request(GET)).status).toBe(200);
  });

  it("a server that does not speak TLS", async () => {
    const plain = createServer((socket) =>
      socket
        .on("error", () => {})
        .resume()
        .end("HTTP/1.1 400 Bad Request\r\n\r\n"),
    );
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    const url = `https://127.0.0.1:${(plain.address() as AddressInfo).port}`;
    const connection = bench.connection(await bench.server(), { target: { server: url } });
    await expect(connection.request(GET)).rejects.toMatchObject({ unreachable: expect.stringMatching(/tls|reset/) });
    await new Promise((resolve) => plain.close(resolve));
  });

  it("a server that closes before it answers", async () => {
    const closing = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => closing.listen(0, "127.0.0.1", resolve));
    const url = `https://127.0.0.1:${(closing.address() as AddressInfo).port}`;
    const connection = bench.connection(await bench.server(), { target: { server: url } });
    await expect(connection.request(GET)).rejects.toMatchObject({ unreachable: "reset" });
    await new Promise((resolve) => closing.close(resolve));
  });
});

describe("circuit breaker over a real connection", () => {
  it("opens after three failures, tells its listeners, and closes by itself when the server returns", async () => {
    const port = await freePort();
    const ca = await issueCertificate({ commonName: "ca" });
    const serving = await issueCertificate({ commonName: "s", signer: ca });
    const elsewhere = await bench.server({ ca, serving });
    const connection = bench.connection(elsewhere, {
      target: { server: `https://127.0.0.1:${port}` },
      deps: { limits: FAST },
    });
    const states: string[] = [];
    connection.onHealthChange(() => states.push(connection.health().breaker));
    await failThreeTimes(connection);
    await expect(connection.request(GET)).rejects.toMatchObject({ unreachable: "refused", retryAfterSeconds: 1 });
    await expect(connection.stream(GET)).rejects.toMatchObject({ unreachable: "refused" });
    const returned = await bench.server({ ca, serving, port });
    await expect.poll(() => connection.health().breaker).toBe("closed");
    expect((await connection.request(GET)).status).toBe(200);
    expect(returned.seen[0]).toBe("GET /livez");
    expect(states).toContain("open");
    expect(states).toContain("half-open");
    expect(states.at(-1)).toBe("closed");
    expect(connection.health().failingSince).toBeUndefined();
  });

  it("opens on 5xx of the server itself; the probe falls back from /livez to /version", async () => {
    let well = false;
    const server = await bench.server({
      handler: ({ json, url }) => {
        if (url.pathname === "/livez") return json(404, {});
        json(well ? 200 : 503, {});
      },
    });
    const connection = bench.connection(server, { deps: { limits: FAST } });
    for (let i = 0; i < 3; i += 1) expect((await connection.request(GET)).status).toBe(503);
    await expect.poll(() => connection.health().breaker).not.toBe("closed");
    expect(connection.health()).toMatchObject({ lastFailure: { reason: "server-error" } });
    expect(server.seen).toContain("GET /version");
    well = true;
    await expect.poll(() => connection.health().breaker).toBe("closed");
  });

  it("one kind that fails does not open it while the server says that it lives", async () => {
    const server = await bench.server({
      handler: ({ json, url }) => json(url.pathname.endsWith("/secrets") ? 500 : 200, {}),
    });
    const connection = bench.connection(server, { deps: { limits: FAST } });
    const states: string[] = [];
    connection.onHealthChange(() => states.push(connection.health().breaker));
    for (let i = 0; i < 10; i += 1) await connection.request({ method: "GET", path: "/api/v1/secrets" });
    expect((await connection.request(GET)).status).toBe(200);
    expect(server.seen).toContain("GET /livez");
    expect(states.filter((state) => state !== "closed")).toEqual([]);
    expect(connection.health().failingSince).toBeUndefined();
  });

  it("a failing aggregated API, webhook or kubelet does not open it", async () => {
    const connection = bench.connection(await bench.server({ handler: ({ json }) => json(503, {}) }));
    for (let i = 0; i < 5; i += 1) {
      await connection.request({ method: "GET", path: "/apis/metrics.k8s.io/v1beta1/pods" });
      await connection.request({ method: "POST", path: "/api/v1/namespaces/a/pods", body: "{}" });
      await connection.request({ method: "GET", path: "/api/v1/namespaces/a/pods/x/log" });
    }
    expect(connection.health().breaker).toBe("closed");
  });

  it("one kind or aggregated API that never answers does not open it while the server says that it lives", async () => {
    const silent = ["/api/v1/events", "/apis/metrics.k8s.io/v1beta1/pods"];
    const server = await bench.server({
      handler: ({ json, url }) => void (silent.includes(url.pathname) || json(200, {})),
    });
    const firstByteMs = { interactive: 60, list: 60, stream: 60 };
    const connection = bench.connection(server, { deps: { limits: { ...FAST, firstByteMs } } });
    const states: string[] = [];
    connection.onHealthChange(() => states.push(connection.health().breaker));
    expect((await connection.request(GET)).status).toBe(200);
    for (const path of silent) {
      for (let i = 0; i < 4; i += 1)
        await expect(connection.request({ method: "GET", path })).rejects.toMatchObject({ unreachable: "timeout" });
    }
    expect((await connection.request(GET)).status).toBe(200);
    expect(states.filter((state) => state !== "closed")).toEqual([]);
    expect(connection.health().failingSince).toBeUndefined();
  });

  it("one lost connection with many watches on it is one failure at most", async () => {
    const server = await bench.server({ handler: ({ response }) => void response.writeHead(200).write("\n") });
    const connection = bench.connection(server);
    const streams = await Promise.all(Array.from({ length: 30 }, () => connection.stream(GET)));
    server.cut();
    for (const stream of streams) {
      await expect(
        (async () => {
          for await (const _ of stream.chunks);
        })(),
      ).rejects.toMatchObject({ unreachable: "reset" });
    }
    expect(connection.health().breaker).toBe("closed");
  });
});

describe("429", () => {
  it("waits out a short Retry-After and sends a read again", async () => {
    let busy = true;
    const server = await bench.server({
      handler: ({ json }) => {
        if (!busy) return json(200, {});
        busy = false;
        json(429, {}, { "retry-after": "1" });
      },
    });
    const started = performance.now();
    expect((await bench.connection(server).request({ ...GET, deadline: "list" })).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(900);
  });

  it("hands a long Retry-After to the caller, and does not ask again before it has passed", async () => {
    const server = await bench.server({ handler: ({ json }) => json(429, {}, { "retry-after": "30" }) });
    const connection = bench.connection(server);
    expect(await connection.request(GET)).toMatchObject({ status: 429, headers: { "retry-after": "30" } });
    await expect(connection.request(GET)).rejects.toMatchObject({
      status: 429,
      unreachable: "throttled",
      retryAfterSeconds: 30,
    });
    expect(server.seen.length).toBe(1);
    expect(connection.health().breaker).toBe("closed");
  });

  it("of one kind holds up that kind alone, whose watch cache may take half a minute to fill", async () => {
    const server = await bench.server({
      handler: ({ json, url }) => json(url.pathname.endsWith("/secrets") ? 429 : 200, {}, { "retry-after": "30" }),
    });
    const connection = bench.connection(server);
    const secrets = { method: "GET", path: "/api/v1/secrets" } as const;
    expect((await connection.stream({ ...secrets, query: { watch: "true" } })).status).toBe(429);
    await expect(connection.request(secrets)).rejects.toMatchObject({ unreachable: "throttled" });
    expect((await connection.request(GET)).status).toBe(200);
  });

  it("a refused eviction (429 to a write) does not hold up reads", async () => {
    const server = await bench.server({
      handler: ({ json, method }) => json(method === "POST" ? 429 : 200, {}, { "retry-after": "10" }),
    });
    const connection = bench.connection(server);
    await connection.request({ method: "POST", path: "/api/v1/namespaces/a/pods/x/eviction", body: "{}" });
    expect((await connection.request(GET)).status).toBe(200);
  });
});
