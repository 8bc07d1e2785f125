import type { Server } from "node:http";
import type { Log } from "#lib/core/log";
import type { Runtime } from "#lib/runtime";

export type ShutdownParts = {
  readonly runtime: Runtime;
  readonly server: Server;
  /** Closes Next, then the runtime. */
  readonly close: () => Promise<void>;
  readonly exit: (code: number) => void;
};

/** Requests that are under way may finish for so long. */
const DRAIN_MS = 10_000;
/** After so long the process ends, whatever hangs. */
const HARD_EXIT_MS = 20_000;

/**
 * Ends the process without cutting anybody off: readiness goes first, viewers are told to reconnect, no new connection
 * is taken, what is under way finishes, then fleet and database close. Later calls end at once.
 */
export function createShutdown({ runtime, server, close, exit }: ShutdownParts): (reason: string) => Promise<void> {
  const { log, clock } = runtime;
  let called = false;
  return async (reason) => {
    if (called) return exit(1);
    called = true;
    log.info({ reason }, "shutting down");
    const cancel = clock.after(HARD_EXIT_MS, () => exit(1));
    runtime.ready = false;
    runtime.live.drain();
    await drain(server, (ms, fn) => clock.after(ms, fn));
    const clean = await close().then(() => true, logFailure(log));
    cancel();
    log.info({ clean }, "closed");
    exit(clean ? 0 : 1);
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
