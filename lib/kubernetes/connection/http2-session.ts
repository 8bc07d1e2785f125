import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  constants,
  type IncomingHttpHeaders,
  type IncomingHttpStatusHeader,
} from "node:http2";
import type { TLSSocket } from "node:tls";
import type { Clock } from "#lib/core/clock";
import { kubeError } from "../api/kube-error.ts";
import type { KubeError } from "../types/errors.ts";
import { explainTransportError } from "./explain-transport-error.ts";
import { http2Body } from "./http2-body.ts";
import type { ConnectionLimits } from "./limits.ts";
import { flatHeaders } from "./response-headers.ts";
import { neverProcessed } from "./retry.ts";
import type { WireRequest, WireResponse } from "./wire.ts";

const { HTTP2_HEADER_METHOD, HTTP2_HEADER_PATH } = constants;

/** Flow control: wide enough for one page of a list in flight over a slow line, bounded per stream. */
const STREAM_WINDOW = 1024 * 1024;
const SESSION_WINDOW = 16 * 1024 * 1024;
const SETTINGS = { enablePush: false, initialWindowSize: STREAM_WINDOW };

export type Http2Session = {
  /** True while another stream may be opened on it. */
  hasRoom(): boolean;
  exchange(request: WireRequest, signal: AbortSignal): Promise<WireResponse>;
  /** Lets open streams finish, then closes. */
  retire(): void;
  destroy(error?: Error): void;
  readonly ended: boolean;
};

type SessionOptions = { cluster: string; authority: string; clock: Clock; limits: ConnectionLimits; onEnd: () => void };

/** Speaks HTTP/2 over an established TLS socket, watches that it is alive, and counts its own streams. */
export async function openHttp2Session(socket: TLSSocket, options: SessionOptions): Promise<Http2Session> {
  const { cluster, authority, limits } = options;
  const session = connect(`https://${authority}`, {
    createConnection: () => socket,
    settings: SETTINGS,
  });
  let streams = 0;
  let whyDead: Error | undefined;
  session.on("error", (error) => {
    whyDead ??= error;
  });
  await connected(cluster, session);
  session.setLocalWindowSize(SESSION_WINDOW);
  const stopWatching = watchLiveness(session, socket, options, (error) => {
    whyDead = error;
    session.destroy(error);
  });
  session.once("close", () => {
    stopWatching();
    options.onEnd();
  });
  const room = () => Math.min(limits.streamsPerSession, session.remoteSettings.maxConcurrentStreams ?? Infinity);
  const started = () => {
    streams += 1;
    return () => {
      streams -= 1;
    };
  };
  return {
    hasRoom: () => !session.closed && !session.destroyed && streams < room(),
    exchange: (request, signal) =>
      exchangeOn(session, request, signal, started, (error) => explainTransportError(cluster, whyDead ?? error)),
    retire: () => {
      if (!session.closed) session.close();
    },
    destroy: (error) => {
      whyDead ??= error;
      session.destroy(error);
    },
    get ended() {
      return session.closed || session.destroyed;
    },
  };
}

function connected(cluster: string, session: ClientHttp2Session): Promise<void> {
  return new Promise((resolve, reject) => {
    session.once("connect", () => resolve());
    session.once("error", (error) => reject(explainTransportError(cluster, error)));
    session.once("close", () => reject(explainTransportError(cluster, { code: "ECONNRESET" })));
  });
}

/**
 * PING after a silence, and death when no answer comes: a half-open connection (a firewall that forgot it, a host that
 * lost power) is otherwise noticed only after many minutes.
 */
function watchLiveness(
  session: ClientHttp2Session,
  socket: TLSSocket,
  { cluster, clock, limits }: SessionOptions,
  onDead: (error: Error) => void,
): () => void {
  let seen = socket.bytesRead;
  let lastByteAt = clock.monotonic();
  let cancel = () => {};
  const look = () => {
    if (session.destroyed) return;
    const now = clock.monotonic();
    if (socket.bytesRead !== seen) {
      seen = socket.bytesRead;
      lastByteAt = now;
    }
    if (now - lastByteAt < limits.pingAfterMs) {
      cancel = clock.after(limits.pingAfterMs / 3, look);
      return;
    }
    cancel = clock.after(limits.pingTimeoutMs, () =>
      onDead(kubeError({ cluster, unreachable: "timeout", message: "the connection went silent" })),
    );
    askForSign(session, () => {
      cancel();
      if (!session.destroyed) cancel = clock.after(limits.pingAfterMs / 3, look);
    });
  };
  cancel = clock.after(limits.pingAfterMs / 3, look);
  return () => cancel();
}

/**
 * Calls back when the peer has answered. Node sends no PING any more once GOAWAY has come, while old watches still run
 * on the session; SETTINGS have to be acknowledged just as well (RFC 9113, 6.5.3).
 */
function askForSign(session: ClientHttp2Session, heard: () => void): void {
  const ifHeard = (error: Error | null) => {
    if (error === null) heard();
  };
  if (session.closed) session.settings(SETTINGS, ifHeard);
  else session.ping(ifHeard);
}

function exchangeOn(
  session: ClientHttp2Session,
  request: WireRequest,
  signal: AbortSignal,
  started: () => () => void,
  explain: (error: unknown) => KubeError,
): Promise<WireResponse> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stream = openStream(session, request, explain);
    const ended = started();
    const onAbort = () => {
      stream.close(constants.NGHTTP2_CANCEL);
      reject(signal.reason);
      stream.destroy(signal.reason);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    stream.on("error", (error) => reject(signal.aborted ? signal.reason : refusedOr(error, stream, explain)));
    stream.once("close", () => {
      signal.removeEventListener("abort", onAbort);
      ended();
      reject(explain({ code: "ECONNRESET" }));
    });
    stream.once("response", (headers) => resolve(toResponse(headers, stream)));
    if (request.body !== undefined) stream.end(request.body);
  });
}

function openStream(session: ClientHttp2Session, request: WireRequest, explain: (error: unknown) => KubeError) {
  const headers = { [HTTP2_HEADER_METHOD]: request.method, [HTTP2_HEADER_PATH]: request.path, ...request.headers };
  try {
    return session.request(headers, { endStream: request.body === undefined });
  } catch (error) {
    throw neverProcessed(explain(error));
  }
}

/** A stream that the server refused was never processed and may be sent again, whatever its method. */
function refusedOr(error: Error, stream: ClientHttp2Stream, explain: (error: unknown) => KubeError): KubeError {
  const explained = explain(error);
  return stream.rstCode === constants.NGHTTP2_REFUSED_STREAM ? neverProcessed(explained) : explained;
}

function toResponse(headers: IncomingHttpHeaders & IncomingHttpStatusHeader, stream: ClientHttp2Stream): WireResponse {
  return { status: headers[":status"] ?? 0, headers: flatHeaders(headers), ...http2Body(stream) };
}
