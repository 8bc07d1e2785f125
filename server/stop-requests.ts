import type { Log } from "#lib/core/log";

/** Ends the process in order. `code` is what it exits with when that goes well. */
export type Stop = (reason: string, code?: 0 | 1) => Promise<void>;

export type StopRequests = {
  /** Somebody asks the process to end; once more: to end at once. */
  ask(reason: string): void;
  /** What started the process is gone. It sends a signal, too, where it still can: that is one request, not two. */
  orphan(reason: string): void;
  /** Ends a process that is broken, with a code that says so; what is being opened is not waited for. */
  fail(reason: string): void;
  /** From now on requests are carried out by `stop`; one that came before, at once. */
  handle(stop: Stop): void;
  /** Whether the process is to end. */
  asked(): boolean;
};

/**
 * Keeps a request to stop until what is being opened can be closed in order: a signal must not cut a migration or the
 * embedded database in the middle.
 */
export function createStopRequests(log: Log, exit: (code: number) => void): StopRequests {
  let stop: Stop | undefined;
  let first: string | undefined;
  let told = false;
  const begin = (reason: string) => {
    if (first !== undefined) return;
    first = reason;
    if (stop) return void stop(reason);
    log.info({ reason }, "stopping as soon as the database is open");
  };
  return {
    ask: (reason) => {
      if (told) return exit(1);
      told = true;
      begin(reason);
    },
    orphan: begin,
    fail: (reason) => (stop ? void stop(reason, 1) : exit(1)),
    handle: (given) => {
      stop = given;
      if (first !== undefined) void stop(first);
    },
    asked: () => first !== undefined,
  };
}
