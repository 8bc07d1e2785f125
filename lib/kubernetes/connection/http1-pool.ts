import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import { createSemaphore } from "#lib/core/semaphore";
import { kubeError } from "../api/kube-error.ts";
import { explainTransportError } from "./explain-transport-error.ts";
import { flatHeaders } from "./response-headers.ts";
import type { WireRequest, WireResponse } from "./wire.ts";

/** Opens a verified TLS socket that speaks HTTP/1.1. */
type OpenSocket = () => Promise<TLSSocket>;

/** Keep-alive sockets that are dialled (and verified) by us; `node:http` only frames messages over them. */
class DialledAgent extends Agent {
  readonly #open: OpenSocket;

  constructor(open: OpenSocket) {
    super({ keepAlive: true, scheduling: "lifo" });
    this.#open = open;
  }

  override createConnection(_options: unknown, done?: (error: Error | null, socket: Duplex) => void): undefined {
    this.#open().then(
      (socket) => done?.(null, socket),
      // The type asks for a socket also beside an error; Node does not look at it.
      (error: Error) => done?.(error, undefined as unknown as Duplex),
    );
  }
}

export type Http1Pool = {
  exchange(request: WireRequest, signal: AbortSignal): Promise<WireResponse>;
  close(): void;
};

type PoolOptions = { cluster: string; authority: string; sockets: number; open: OpenSocket };

/** HTTP/1.1 for servers and load balancers without HTTP/2. Streams have sockets of their own beside the pool. */
export function createHttp1Pool({ cluster, authority, sockets, open }: PoolOptions): Http1Pool {
  const agent = new DialledAgent(open);
  const full = () => kubeError({ cluster, unreachable: "throttled", message: "too many requests wait for a socket" });
  // Not `maxSockets`: the agent does not count sockets that are still being dialled.
  const places = createSemaphore(sockets, Number.POSITIVE_INFINITY, full);
  return {
    exchange: async (request, signal) => {
      const release = request.streaming ? () => {} : await places.acquire(signal);
      return exchangeWith(agent, cluster, authority, request, signal, release);
    },
    close: () => agent.destroy(),
  };
}

function exchangeWith(
  agent: Agent,
  cluster: string,
  authority: string,
  request: WireRequest,
  signal: AbortSignal,
  release: () => void,
): Promise<WireResponse> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({
      agent,
      method: request.method,
      path: request.path,
      headers: http1Headers(request, authority),
    });
    const onAbort = () => {
      reject(signal.reason);
      outgoing.destroy(signal.reason);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    outgoing.on("error", (error) => reject(signal.aborted ? signal.reason : explainTransportError(cluster, error)));
    outgoing.once("close", () => {
      signal.removeEventListener("abort", onAbort);
      release();
      reject(explainTransportError(cluster, { code: "ECONNRESET" }));
    });
    // A cluster has no reason to switch protocols on these requests.
    outgoing.once("upgrade", () => refuseUpgrade(outgoing, cluster, reject));
    outgoing.once("response", (incoming) => resolve(toResponse(incoming)));
    outgoing.end(request.body);
    if (signal.aborted) onAbort();
  });
}

function http1Headers(request: WireRequest, authority: string): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = { host: authority, ...request.headers };
  if (request.body !== undefined) headers["content-length"] = String(Buffer.byteLength(request.body));
  return headers;
}

function refuseUpgrade(outgoing: ClientRequest, cluster: string, reject: (error: Error) => void): void {
  reject(kubeError({ cluster, unreachable: "reset", message: "the server switched protocols without being asked" }));
  outgoing.destroy();
}

function toResponse(incoming: IncomingMessage): WireResponse {
  // A late error (a socket reset after the end) has no reader any more.
  incoming.on("error", () => {});
  return {
    status: incoming.statusCode ?? 0,
    headers: flatHeaders(incoming.headers),
    body: incoming,
    complete: () => incoming.complete,
  };
}
