/** One of the few streams that the tabs of a browser share. */
export type Place = {
  held: () => boolean;
  /** Gives it to the next tab, or waits for it no longer. */
  leave: () => void;
};

/**
 * Streams of one browser at a time. Over HTTP/1.1 all its tabs together have six connections to a server; those that
 * are left are for pages, questions and work that reports progress.
 */
export const PLACES = 3;

/**
 * Asks for one of the places of this browser; the browser itself takes it back from a tab that is closed or crashes.
 * @param locks of the browser; undefined where there are none (plain HTTP): every tab has a place then
 * @param onTaken called once, later, when the place is held
 */
export function takePlace(locks: Pick<LockManager, "request"> | undefined, onTaken: () => void): Place {
  if (locks === undefined) return { held: () => true, leave: () => {} };
  const waiting = new AbortController();
  let state: "waiting" | "held" | "left" = "waiting";
  let release = () => {};
  // Whichever comes first; a second one that came with it is given back at once.
  const hold = (): Promise<void> | undefined => {
    if (state !== "waiting") return undefined;
    state = "held";
    waiting.abort();
    onTaken();
    return new Promise((resolve) => {
      release = resolve;
    });
  };
  for (let place = 1; place <= PLACES; place += 1) {
    // Refused: no longer wanted. Without a place a tab does what it can.
    locks.request(`wheelhouse-live-${place}`, { signal: waiting.signal }, hold).catch(() => undefined);
  }
  return {
    held: () => state === "held",
    leave: () => {
      state = "left";
      waiting.abort();
      release();
    },
  };
}
