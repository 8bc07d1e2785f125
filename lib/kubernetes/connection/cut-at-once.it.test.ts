import { once } from "node:events";
import { constants } from "node:http2";
import type { AddressInfo } from "node:net";
import { createServer, type TLSSocket } from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
import { issueCertificate } from "../testing/issue-certificate.ts";
import { testBench } from "../testing/test-bench.ts";

const bench = testBench();
const GET = { method: "GET", path: "/api/v1/pods" } as const;
const cleanup: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of cleanup.splice(0)) await stop();
});

const HEADERS = 1;
const RST_STREAM = 3;
const SETTINGS = 4;
const END_HEADERS = 4;
const PREFACE_BYTES = 24;

function frame(type: number, flags: number, stream: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** `:status` from HPACK's static table. */
const STATUS = { 200: Buffer.from([0x88]), 404: Buffer.from([0x8d]) };

/** Calls back with the type and stream of each frame that the client sends. */
function readFrames(socket: TLSSocket, onFrame: (type: number, stream: number) => void): void {
  let pending = Buffer.alloc(0);
  let skip = PREFACE_BYTES;
  socket.on("data", (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const length = skip > 0 ? skip : pending.length < 9 ? Number.POSITIVE_INFINITY : 9 + pending.readUIntBE(0, 3);
      if (pending.length < length) return;
      if (skip === 0) onFrame(pending.readUInt8(3), pending.readUInt32BE(5));
      skip = 0;
      pending = pending.subarray(length);
    }
  });
}

/** A connection to a server that sends the head of an answer and resets its stream in one write. */
async function connected(status: keyof typeof STATUS, code: number) {
  const ca = await issueCertificate({ commonName: "ca" });
  const serving = await issueCertificate({ commonName: "s", signer: ca });
  const reset = Buffer.alloc(4);
  reset.writeUInt32BE(code);
  const server = createServer({ cert: serving.certificate, key: serving.key, ALPNProtocols: ["h2"] }, (socket) => {
    socket.on("error", () => {});
    socket.write(frame(SETTINGS, 0, 0, Buffer.alloc(0)));
    readFrames(socket, (type, stream) => {
      if (type !== HEADERS) return;
      const head = frame(HEADERS, END_HEADERS, stream, STATUS[status]);
      socket.write(Buffer.concat([head, frame(RST_STREAM, 0, stream, reset)]));
    });
  });
  const sockets: TLSSocket[] = [];
  server.on("secureConnection", (socket) => sockets.push(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanup.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return bench.connection(await bench.server({ ca, serving }), { target: { server: url } });
}

describe.each([
  ["an error", constants.NGHTTP2_INTERNAL_ERROR],
  ["a cancellation", constants.NGHTTP2_CANCEL],
])("a stream that is reset with %s together with the head of its answer", (_, code) => {
  it("ends a request at once", async () => {
    const connection = await connected(200, code);
    await expect(connection.request(GET)).rejects.toMatchObject({ unreachable: "reset" });
  });

  it("ends a watch, and nothing of it is left over", async () => {
    const connection = await connected(200, code);
    const reading = (async () => {
      const stream = await connection.stream(GET);
      for await (const _ of stream.chunks);
    })();
    await expect(reading).rejects.toMatchObject({ unreachable: "reset" });
    await expect.poll(() => connection.health().openStreams).toBe(0);
  });

  it("ends a refused watch at once", async () => {
    const connection = await connected(404, code);
    await expect(connection.stream(GET)).rejects.toMatchObject({ unreachable: "reset" });
  });
});
