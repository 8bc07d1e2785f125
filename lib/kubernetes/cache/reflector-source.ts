/**
 * One page of a list. Objects are decoded one by one while the caller iterates, and not kept; the other fields are known
 * once all have been read.
 */
export type ListPage = {
  readonly items: Iterable<unknown>;
  readonly resourceVersion: string;
  /** Opaque; absent on the last page. */
  readonly continueToken: string | undefined;
};

export type WatchEvent = {
  readonly type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK";
  readonly object: unknown;
};

export type WatchQuery = {
  /** Opaque; where to continue. Absent for a watch-list, which starts from the newest state. */
  readonly resourceVersion: string | undefined;
  /** Ask for all present objects first (watch-list). */
  readonly sendInitialEvents: boolean;
  readonly timeoutSeconds: number;
};

/** How a reflector reads one collection (a kind in a whole cluster or in one namespace). */
export type ReflectorSource = {
  /** @throws KubeError; 410 when the continue token is too old, `isTooLarge` when fewer objects should be asked for. */
  list(query: { limit: number; continueToken: string | undefined }, signal: AbortSignal): Promise<ListPage>;
  /**
   * Calls `onOpen` when the server has accepted the watch. Iterating throws KubeError when the watch is refused, breaks
   * or sends an ERROR event, and ends when the server closes it. Aborting the signal ends it at once.
   */
  watch(query: WatchQuery, signal: AbortSignal, onOpen: () => void): AsyncIterable<WatchEvent>;
};
