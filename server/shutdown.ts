import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Log } from "#lib/core/log";
import type { Runtime } from "#lib/runtime";
import type { Stop } from "./stop-requests.ts";

export type ShutdownParts = {
  readonly runtime: Runtime;
  readonly server: Server;
  /** Closes Next, then the runtime. */
  readonly close: () => Promise<void>;
  readonly exit: (code: number) => void;
};

/** Requests that are under way may finish for so long. */
const DRAIN_MS = 10_000;
/** So long after the grace the process ends, whatever hangs. */
const HARD_EXIT_MS = 20_000;

/**
 * Ends the process without cutting anybody off: readiness goes first, and for the grace that the operator sets
 * everything is still served, until balancers have noticed. Then viewers are told to reconnect, no new connection is
 * taken, what is under way finishes, and fleet and database close. A broken process (code 1) has no grace. Later calls
 * end at once.
 */
export function createShutdown({ runtime, server, close, exit }: ShutdownParts): Stop {
  const { log, clock, env } = runtime;
  const closeConnections = closeAfterAnswers(server);
  const closeUnused = closeUnusedConnections(server);
  let called = false;
  return async (reason, code = 0) => {
    if (called) return exit(1);
    called = true;
    const graceMs = code === 0 ? env.WHEELHOUSE_DRAIN_GRACE_SECONDS * 1000 : 0;
    log.info({ reason, graceMs }, "shutting down");
    const cancel = clock.after(graceMs + HARD_EXIT_MS, () => exit(1));
    runtime.draining = true;
    closeConnections();
    if (graceMs > 0) await clock.sleep(graceMs);
    runtime.live.drain();
    const drained = drain(server, (ms, fn) => clock.after(ms, fn));
    closeUnused();
    await drained;
    const clean = await close().then(() => true, logFailure(log));
    cancel();
    log.info({ clean }, "closed");
    exit(clean ? code : 1);
  };
}

/** @returns the function after whose call each answer ends its connection, so that clients go elsewhere. */
function closeAfterAnswers(server: Server): () => void {
  const open = new Set<ServerResponse>();
  let closing = false;
  const mark = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader("connection", "close");
  };
  server.prependListener("request", (_, response) => {
    if (closing) return mark(response);
    open.add(response);
    response.once("close", () => open.delete(response));
  });
  return () => {
    closing = true;
    for (const response of open) mark(response);
  };
}

/**
 * Browsers and balancers open connections ahead. Node takes one on which nothing was asked yet for busy, and would wait.
 * @returns the function that closes those.
 */
function closeUnusedConnections(server: Server): () => void {
  const open = new Set<Socket>();
  server.on("connection", (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  return () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  };
}

function drain(server: Server, after: (ms: number, fn: () => void) => () => void): Promise<void> {
  return new Promise((resolve) => {
    const cancel = after(DRAIN_MS, () => server.closeAllConnections());
    server.close(() => {
      cancel();
      resolve();
    });
    server.closeIdleConnections();
  });
}

function logFailure(log: Log): (error: unknown) => false {
  return (error) => {
    log.error({ err: error }, "closing failed");
    return false;
  };
}
