import type { IncomingMessage, ServerResponse } from "node:http";
import {
  constants,
  createSecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from "node:http2";
import { createServer, type Server } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { type IssuedCertificate, issueCertificate } from "./issue-certificate.ts";

type AnyRequest = Http2ServerRequest | IncomingMessage;
type AnyResponse = Http2ServerResponse | ServerResponse;

/** Answers requests; `body` is what came with it. */
export type TestHandler = (exchange: {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly protocol: string;
  readonly response: ServerResponse;
  json(status: number, value: unknown, headers?: Record<string, string>): void;
}) => void | Promise<void>;

export type TestServer = {
  readonly url: string;
  readonly port: number;
  readonly ca: IssuedCertificate;
  /** "GET /path?query" of each request so far. */
  readonly seen: readonly string[];
  /** TCP connections accepted so far, and those open now. */
  readonly accepted: () => number;
  readonly open: () => number;
  /** Streams (or HTTP/1.1 requests) that the client ended before their answer was complete. */
  readonly aborted: readonly string[];
  /** Sends GOAWAY on every session; they finish what is open. */
  goaway(): void;
  /** Stops reading from and writing to every socket, without closing them. */
  freeze(): void;
  /** Cuts every connection. */
  cut(): void;
  handle(handler: TestHandler): void;
  /** Calls back with each new HTTP/2 session. */
  onSession(listener: (session: ServerHttp2Session) => void): void;
  close(): Promise<void>;
};

type Options = {
  readonly handler?: TestHandler;
  readonly protocol?: "h2" | "http/1.1";
  readonly ca?: IssuedCertificate;
  readonly serving?: IssuedCertificate;
  readonly port?: number;
  readonly maxConcurrentStreams?: number;
  /** Asks clients for a certificate of the CA. */
  readonly clientCertificates?: boolean;
};

/** A small HTTPS server on an ephemeral loopback port that does what a test tells it to. */
export async function startTestServer(options: Options = {}): Promise<TestServer> {
  const ca = options.ca ?? (await issueCertificate({ commonName: "test-ca" }));
  const serving = options.serving ?? (await issueCertificate({ commonName: "test-server", signer: ca }));
  const seen: string[] = [];
  const aborted: string[] = [];
  const sockets = new Set<Socket>();
  const sessions = new Set<ServerHttp2Session>();
  let accepted = 0;
  let handler: TestHandler = options.handler ?? (({ json }) => json(200, {}));
  const server = createTlsServer(options, serving, ca, (request, response) => {
    const line = `${request.method} ${request.url}`;
    seen.push(line);
    response.on("close", () => {
      if (!response.writableEnded) aborted.push(line);
    });
    serve(request, response, handler);
  });
  server.on("session", (session: ServerHttp2Session) => {
    sessions.add(session);
    session.on("error", () => {});
    session.on("close", () => sessions.delete(session));
  });
  server.on("connection", (socket: Socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("tlsClientError", () => {});
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    port,
    ca,
    seen,
    aborted,
    accepted: () => accepted,
    open: () => sockets.size,
    goaway: () => {
      for (const session of sessions) session.goaway(constants.NGHTTP2_NO_ERROR);
    },
    freeze: () => {
      for (const socket of sockets) freezeSocket(socket);
    },
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    handle: (next) => {
      handler = next;
    },
    onSession: (listener) => server.on("session", listener),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The peer of a connection whose host lost power: bytes still arrive in the kernel, nobody answers. */
function freezeSocket(socket: Socket): void {
  const { _handle: handle } = socket as unknown as { _handle: { readStop(): void } | null };
  handle?.readStop();
}

function createTlsServer(
  options: Options,
  serving: IssuedCertificate,
  ca: IssuedCertificate,
  onRequest: (request: AnyRequest, response: AnyResponse) => void,
): Server {
  const tls = {
    cert: serving.certificate,
    key: serving.key,
    ca: ca.certificate,
    requestCert: options.clientCertificates === true,
    rejectUnauthorized: options.clientCertificates === true,
  };
  if (options.protocol === "http/1.1") return createServer(tls, onRequest);
  const settings = { maxConcurrentStreams: options.maxConcurrentStreams ?? 100 };
  return createSecureServer({ ...tls, settings }, onRequest) as unknown as Server;
}

function serve(request: AnyRequest, response: AnyResponse, handler: TestHandler): void {
  const chunks: Buffer[] = [];
  request.on("error", () => {});
  response.on("error", () => {});
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const plain = response as ServerResponse;
    void handler({
      method: request.method ?? "",
      url: new URL(request.url ?? "/", "https://test.example"),
      headers: request.headers,
      body: Buffer.concat(chunks).toString("utf8"),
      protocol: request.httpVersion,
      response: plain,
      json: (status, value, headers = {}) => {
        plain.writeHead(status, { "content-type": "application/json", ...headers });
        plain.end(JSON.stringify(value));
      },
    });
  });
}
