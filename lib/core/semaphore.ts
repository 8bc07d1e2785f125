export type Semaphore = {
  /**
   * Waits for a free place and returns the function that gives it back (calling it twice counts once).
   * Rejects with the signal's reason when it aborts first.
   * @throws whatever `onFull` makes when too many wait already
   */
  acquire(signal?: AbortSignal): Promise<() => void>;
  readonly waiting: number;
};

type Waiter = { grant: () => void };

/** At most `places` holders at a time, first come first served, with a bounded queue. */
export function createSemaphore(places: number, maxWaiting: number, onFull: () => Error): Semaphore {
  let free = places;
  const queue = new Set<Waiter>();
  const release = () => {
    const [next] = queue;
    if (next === undefined) {
      free += 1;
      return;
    }
    queue.delete(next);
    next.grant();
  };
  return {
    acquire: async (signal) => {
      signal?.throwIfAborted();
      if (free > 0) free -= 1;
      else if (queue.size >= maxWaiting) throw onFull();
      else await waitIn(queue, signal);
      return once(release);
    },
    get waiting() {
      return queue.size;
    },
  };
}

function waitIn(queue: Set<Waiter>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const waiter: Waiter = {
      grant: () => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      },
    };
    const onAbort = () => {
      queue.delete(waiter);
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    queue.add(waiter);
  });
}

function once(fn: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    fn();
  };
}
