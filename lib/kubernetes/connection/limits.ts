import type { DeadlineClass } from "../types/connection.ts";

/** Times are milliseconds, sizes are bytes. Tests shorten them; production uses DEFAULT_LIMITS. */
export type ConnectionLimits = {
  /** Name lookup, TCP and TLS together. */
  readonly connectMs: number;
  /** To one address of a name that has several, before the next is tried. */
  readonly attemptMs: number;
  /** From sending the request to the first byte of the answer. */
  readonly firstByteMs: Readonly<Record<DeadlineClass, number>>;
  /** From sending the request to the end of the answer. Streams have none. */
  readonly wholeMs: Readonly<Record<"interactive" | "list", number>>;
  /** Largest answer after decompression. Streams are bounded by their reader. */
  readonly bodyBytes: Readonly<Record<DeadlineClass, number>>;
  /** Requests without their answer's first byte at one time; the others wait in a queue. */
  readonly concurrent: number;
  readonly concurrentLists: number;
  readonly queued: number;
  /** Own streams per HTTP/2 session; API servers allow 100. */
  readonly streamsPerSession: number;
  /** A PING goes out after this long without a byte from the server … */
  readonly pingAfterMs: number;
  /** … and the session is dead when this long passes without an answer to it. */
  readonly pingTimeoutMs: number;
  readonly tcpKeepAliveMs: number;
  /** Consecutive failures that open the circuit. */
  readonly failuresToOpen: number;
  readonly probeMinMs: number;
  readonly probeMaxMs: number;
  /** The longest Retry-After that a request waits out by itself. */
  readonly retryAfterMaxMs: number;
  /** Sockets for short requests when the server speaks HTTP/1.1 only. */
  readonly http1Sockets: number;
  readonly execMs: number;
};

const MiB = 1024 * 1024;

export const DEFAULT_LIMITS: ConnectionLimits = {
  connectMs: 3_000,
  attemptMs: 1_000,
  firstByteMs: { interactive: 5_000, list: 30_000, stream: 30_000 },
  wholeMs: { interactive: 10_000, list: 60_000 },
  bodyBytes: { interactive: 16 * MiB, list: 64 * MiB, stream: 64 * 1024 },
  concurrent: 32,
  concurrentLists: 8,
  queued: 2_048,
  streamsPerSession: 80,
  pingAfterMs: 30_000,
  pingTimeoutMs: 15_000,
  tcpKeepAliveMs: 30_000,
  failuresToOpen: 3,
  probeMinMs: 1_000,
  probeMaxMs: 60_000,
  retryAfterMaxMs: 5_000,
  http1Sockets: 8,
  execMs: 30_000,
};
