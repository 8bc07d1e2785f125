import type { Log } from "#lib/core/log";

/** Ends the process in order. `code` is what it exits with when that goes well. */
export type Stop = (reason: string, code?: 0 | 1) => Promise<void>;

export type StopRequests = {
  /** Asks the process to end; once more: to end at once. */
  ask(reason: string): void;
  /** Ends a process that is broken, with a code that says so; what is being opened is not waited for. */
  fail(reason: string): void;
  /** From now on requests are carried out by `stop`; one that came before, at once. */
  handle(stop: Stop): void;
  /** Whether somebody has asked. */
  asked(): boolean;
};

/**
 * Keeps a request to stop until what is being opened can be closed in order: a signal must not cut a migration or the
 * embedded database in the middle.
 */
export function createStopRequests(log: Log, exit: (code: number) => void): StopRequests {
  let stop: Stop | undefined;
  let early: string | undefined;
  return {
    ask: (reason) => {
      if (stop) return void stop(reason);
      if (early !== undefined) return exit(1);
      early = reason;
      log.info({ reason }, "stopping as soon as the database is open");
    },
    fail: (reason) => (stop ? void stop(reason, 1) : exit(1)),
    handle: (given) => {
      stop = given;
      if (early !== undefined) void stop(early);
    },
    asked: () => early !== undefined,
  };
}
