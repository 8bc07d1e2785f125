import type { ClusterTarget } from "./target.ts";

/** Which deadlines a request gets. `stream` has a first-byte deadline only. */
export type DeadlineClass = "interactive" | "list" | "stream";

/** The person a request acts for, set last on the outgoing headers. */
export type Impersonation = { readonly user: string; readonly groups: readonly string[] };

export type KubeRequest = {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Absolute API path, already built by `buildPath`; no query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly accept?: string;
  readonly contentType?: string;
  readonly body?: string;
  readonly impersonate?: Impersonation;
  readonly deadline?: DeadlineClass;
  /** Asks for a compressed answer: worth it for long lists over a slow line only. `body` is unpacked in any case. */
  readonly gzip?: boolean;
  readonly signal?: AbortSignal;
};

export type KubeResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

export type KubeStream = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Chunks as they arrive. Leaving the loop closes the stream upstream. */
  readonly chunks: AsyncIterable<Buffer>;
  close(): void;
};

export type BreakerState = "closed" | "open" | "half-open";

/** Why a cluster could not be reached, in classes that a screen can explain. */
export type UnreachableReason =
  | "refused"
  | "timeout"
  | "dns"
  | "tls"
  | "reset"
  | "address-not-allowed"
  | "redirect"
  | "credential"
  | "throttled"
  | "server-error"
  | "closed";

export type ConnectionHealth = {
  readonly breaker: BreakerState;
  readonly protocol: "h2" | "http/1.1" | undefined;
  /** Epoch milliseconds of the last answer of any status below 500. */
  readonly lastOkAt: number | undefined;
  /** Since when it has been failing without a success in between. */
  readonly failingSince: number | undefined;
  readonly lastFailure:
    | { readonly reason: UnreachableReason; readonly message: string; readonly at: number }
    | undefined;
  /** Smoothed round trip of short requests in milliseconds. */
  readonly latencyMs: number | undefined;
  /** How far the cluster's clock is ahead of the portal's, smoothed, good to about a second; undefined until known. */
  readonly clockSkewSeconds?: number;
  readonly openStreams: number;
  /** The certificate that the server presented last, verified. `notAfter` is epoch milliseconds. */
  readonly servingCertificate?: { readonly issuer: string; readonly notAfter: number };
};

/** One per cluster; shares nothing with other clusters. */
export type ClusterConnection = {
  readonly target: ClusterTarget;
  /**
   * Sends one request and reads the whole answer. Any HTTP status is an answer.
   * @throws KubeError with an UnreachableReason when there is none.
   */
  request(request: KubeRequest): Promise<KubeResponse>;
  /** Opens a streaming request (watch, logs). @throws KubeError when no answer begins in time. */
  stream(request: KubeRequest): Promise<KubeStream>;
  health(): ConnectionHealth;
  /** Called at each change of `breaker` or of reachability. Returns the unsubscribe function. */
  onHealthChange(listener: () => void): () => void;
  close(): Promise<void>;
};
