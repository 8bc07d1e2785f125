import type { TLSSocket } from "node:tls";
import { kubeError } from "../api/kube-error.ts";
import type { ConnectionHealth } from "../types/connection.ts";
import { type ClientCertificate, type DialOptions, dial, unlessAborted } from "./dial.ts";
import { createHttp1Pool, type Http1Pool } from "./http1-pool.ts";
import { type Http2Session, openHttp2Session } from "./http2-session.ts";
import type { Transport, WireRequest, WireResponse } from "./wire.ts";

type TransportOptions = DialOptions & {
  /** The certificate to present now; a new one (from an exec plugin) is used from the next dial on. */
  readonly certificate: () => ClientCertificate | undefined;
};

type State = {
  protocol: ConnectionHealth["protocol"];
  servingCertificate: ConnectionHealth["servingCertificate"];
  sessions: Http2Session[];
  http1: Http1Pool | undefined;
  /** The first socket of an HTTP/1.1 server, already open when that turned out. */
  spare: TLSSocket | undefined;
  dialling: Promise<void> | undefined;
  /** Ends dials and handshakes that are under way. */
  life: AbortController;
};

/**
 * One HTTP/2 session for everything, a second one when the first is full, a new one after GOAWAY while the old one
 * finishes its streams. Falls back to HTTP/1.1 when ALPN says so.
 */
export function createTransport(options: TransportOptions): Transport {
  const state: State = {
    protocol: undefined,
    servingCertificate: undefined,
    sessions: [],
    http1: undefined,
    spare: undefined,
    dialling: undefined,
    life: new AbortController(),
  };
  const drop = (reason: Error) => {
    state.life.abort(reason);
    for (const session of state.sessions) session.destroy(reason);
    state.http1?.close();
    state.spare?.destroy();
    Object.assign(state, {
      protocol: undefined,
      sessions: [],
      http1: undefined,
      spare: undefined,
      dialling: undefined,
    });
  };
  const { cluster } = options;
  return {
    exchange: (request, signal) => exchange(state, options, request, signal),
    protocol: () => state.protocol,
    servingCertificate: () => state.servingCertificate,
    reset: () => {
      drop(kubeError({ cluster, unreachable: "reset", message: "the connection was given up" }));
      state.life = new AbortController();
    },
    close: () => drop(kubeError({ cluster, unreachable: "closed", message: "the connection was closed" })),
  };
}

async function exchange(
  state: State,
  options: TransportOptions,
  request: WireRequest,
  signal: AbortSignal,
): Promise<WireResponse> {
  for (;;) {
    signal.throwIfAborted();
    if (state.life.signal.aborted) throw state.life.signal.reason;
    if (state.http1 !== undefined) return state.http1.exchange(request, signal);
    const session = state.sessions.find((one) => one.hasRoom());
    if (session !== undefined) return session.exchange(request, signal);
    state.dialling ??= connectOnce(state, options);
    await unlessAborted(state.dialling, signal);
  }
}

/** Shared by all requests that wait for a connection, so that a burst at the start makes one handshake. */
async function connectOnce(state: State, options: TransportOptions): Promise<void> {
  const { signal } = state.life;
  try {
    const socket = await dial(options, ["h2", "http/1.1"], options.certificate(), signal);
    state.servingCertificate = certificateOf(socket);
    if (socket.alpnProtocol === "h2") await adoptHttp2(state, options, socket);
    else adoptHttp1(state, options, socket);
  } finally {
    if (state.life.signal === signal) state.dialling = undefined;
  }
}

async function adoptHttp2(state: State, options: TransportOptions, socket: TLSSocket): Promise<void> {
  const { signal } = state.life;
  const session = await openHttp2Session(socket, {
    cluster: options.cluster,
    authority: authorityOf(options),
    clock: options.clock,
    limits: options.limits,
    onEnd: () => {
      state.sessions = state.sessions.filter((one) => one !== session);
    },
  });
  if (signal.aborted) return session.destroy(signal.reason);
  state.protocol = "h2";
  state.sessions = [...state.sessions.filter((one) => !one.ended), session];
}

function adoptHttp1(state: State, options: TransportOptions, socket: TLSSocket): void {
  const { signal } = state.life;
  state.protocol = "http/1.1";
  state.spare = socket;
  state.http1 = createHttp1Pool({
    cluster: options.cluster,
    authority: authorityOf(options),
    sockets: options.limits.http1Sockets,
    open: async () => {
      const spare = state.spare;
      state.spare = undefined;
      if (spare !== undefined && !spare.destroyed) return spare;
      return dial(options, ["http/1.1"], options.certificate(), signal);
    },
  });
}

function authorityOf({ address }: TransportOptions): string {
  return new URL(address.server).host;
}

function certificateOf(socket: TLSSocket): ConnectionHealth["servingCertificate"] {
  const { issuer, valid_to: validTo } = socket.getPeerCertificate();
  const name = issuer?.CN ?? issuer?.O ?? "";
  return { issuer: Array.isArray(name) ? name.join(", ") : name, notAfter: Date.parse(validTo) };
}
