import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { systemClock } from "#lib/core/clock";
import { checkServerAddress } from "../kubeconfig/check-server-address.ts";
import type { TestHandler } from "../testing/start-test-server.ts";
import { testBench } from "../testing/test-bench.ts";
import { type ConnectionLimits, DEFAULT_LIMITS } from "./limits.ts";
import { readBody } from "./read-body.ts";
import { createTransport } from "./transport.ts";

const bench = testBench();
const never = new AbortController().signal;
const POLICY = { allowLoopback: true, allowPrivate: false, refused: [] };
const TEXT = JSON.stringify({ kind: "Status", reason: "Expired" });

/** A connection over which every earlier answer has arrived as soon as a later one has. */
async function transportTo(handler: TestHandler, protocol: "h2" | "http/1.1", limits: Partial<ConnectionLimits> = {}) {
  const server = await bench.server({ handler, protocol });
  const checked = checkServerAddress(server.url, POLICY);
  if (!checked.ok) throw new Error(checked.rule);
  const transport = createTransport({
    ...{ cluster: "c1", address: checked.address, ca: server.ca.certificate, tlsServerName: undefined },
    ...{ policy: POLICY, clock: systemClock, limits: { ...DEFAULT_LIMITS, ...limits }, certificate: () => undefined },
    lookup: async () => [{ address: "127.0.0.1", family: 4 }],
  });
  const send = (method: string, body?: string) =>
    transport.exchange({ method, path: "/x", headers: {}, body, streaming: false }, never);
  return { send, transport, server };
}

const plain: TestHandler = ({ response }) => {
  response.writeHead(403).end(TEXT);
};
const packed: TestHandler = ({ response }) => {
  response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(TEXT));
};

it.each([
  ["h2", "GET", plain],
  ["h2", "POST", plain],
  ["h2", "GET", packed],
  ["http/1.1", "GET", plain],
  ["http/1.1", "GET", packed],
] as const)(
  "an answer (%s, %s) that has arrived before anybody reads it is whole",
  async (protocol, method, handler) => {
    const { send, transport } = await transportTo(handler, protocol);
    const early = await send(method, method === "POST" ? "{}" : undefined);
    const later = await send("GET");
    await readBody("c1", later, 1024, never);
    expect(String(await readBody("c1", early, 1024, never))).toBe(TEXT);
    transport.close();
  },
);

it("a watch that ended before anybody read it still says why", async () => {
  const handler: TestHandler = ({ response }) => {
    response.writeHead(200).end(TEXT);
  };
  const server = await bench.server({ handler });
  const connection = bench.connection(server);
  const stream = await connection.stream({ method: "GET", path: "/api/v1/pods" });
  await connection.request({ method: "GET", path: "/api/v1/pods" });
  let heard = "";
  for await (const chunk of stream.chunks) heard += String(chunk);
  expect(heard).toBe(TEXT);
  await expect.poll(() => connection.health().openStreams).toBe(0);
});

it.each(["at once", "when a later one has come"])(
  "an answer that is dropped %s gives its place in the session back",
  async (when) => {
    const long: TestHandler = ({ response, method }) => {
      response.writeHead(200).end(method === "POST" ? "x".repeat(300_000) : TEXT);
    };
    const { send, transport, server } = await transportTo(long, "h2", { streamsPerSession: 2 });
    const answer = async () => readBody("c1", await send("GET"), 1024, never);
    for (let at = 0; at < 3; at++) {
      const dropped = await send("POST", "{}");
      if (when !== "at once") await answer();
      dropped.body.destroy();
      await answer();
    }
    expect(server.accepted()).toBe(1);
    transport.close();
  },
);
