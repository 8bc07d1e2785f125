import type { Clock } from "#lib/core/clock";

/** Permission to load one list. Given back by itself when the list makes no progress. */
export type Permit = { progress(): void; release(): void };

export type ColdListLimiter = {
  /** Waits for a turn; lower `priority` first, then first come. @throws the signal's reason when it aborts. */
  acquire(priority: number, signal: AbortSignal): Promise<Permit>;
};

/** A list that has sent nothing for this long lets others go first, so that hung clusters cannot hold all turns. */
const NO_PROGRESS_MS = 2_000;

type Waiting = { priority: number; start: () => void };

/** Bounds how many cold lists are decoded at once over all clusters: they cost CPU and memory here, not there. */
export function createColdListLimiter(clock: Clock, most = 8): ColdListLimiter {
  const queue: Waiting[] = [];
  let running = 0;

  const release = () => {
    running--;
    queue.shift()?.start();
  };

  return {
    acquire(priority, signal) {
      if (signal.aborted) return Promise.reject(signal.reason);
      if (running < most) {
        running++;
        return Promise.resolve(createPermit(clock, release));
      }
      return new Promise((resolve, reject) => {
        const onAbort = () => {
          queue.splice(queue.indexOf(waiting), 1);
          reject(signal.reason);
        };
        const waiting: Waiting = {
          priority,
          start: () => {
            signal.removeEventListener("abort", onAbort);
            running++;
            resolve(createPermit(clock, release));
          },
        };
        signal.addEventListener("abort", onAbort, { once: true });
        const behind = queue.findIndex((other) => other.priority > priority);
        queue.splice(behind < 0 ? queue.length : behind, 0, waiting);
      });
    },
  };
}

function createPermit(clock: Clock, onRelease: () => void): Permit {
  let held = true;
  let last = clock.monotonic();
  let cancel = () => {};
  const release = () => {
    if (!held) return;
    held = false;
    cancel();
    onRelease();
  };
  const check = () => {
    const quiet = clock.monotonic() - last;
    if (quiet >= NO_PROGRESS_MS) release();
    else cancel = clock.after(NO_PROGRESS_MS - quiet, check);
  };
  cancel = clock.after(NO_PROGRESS_MS, check);
  return {
    progress: () => {
      last = clock.monotonic();
    },
    release,
  };
}
