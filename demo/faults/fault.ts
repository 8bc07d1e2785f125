/** Which requests a fault is for; no field: all of them. */
export type FaultMatch = { verb?: string; resource?: string; path?: string };

type Common = {
  match?: FaultMatch;
  /** How many requests it hits before it is spent; absent: until it is cleared. */
  times?: number;
};

/** What can be wrong with a cluster. One fault of each kind at a time. */
export type Fault = Common &
  (
    | { kind: "latency"; ms: number; jitterMs?: number }
    /** Connection refused: nobody listens. */
    | { kind: "refused" }
    /** The network is gone: connections are accepted by nobody's fault and no byte ever comes, in no direction. */
    | { kind: "unreachable" }
    /** Watches, open ones too, stay silent, without bookmarks; with `times` the first so many, until it is cleared. */
    | { kind: "stalled-watch" }
    /** Requests are read and never answered. */
    | { kind: "no-answer" }
    /** Watches from any revision are too old: as an ERROR event in a 200 stream, or as HTTP 410. */
    | { kind: "expired"; as: "event" | "status" }
    | { kind: "too-many-requests"; retryAfterSeconds: number }
    | { kind: "server-error"; code?: 500 | 502 | 503 | 504 }
    /** The body ends in the middle and the stream is reset. */
    | { kind: "partial-body" }
    /** One byte at a time. */
    | { kind: "trickle"; everyMs: number }
    /** The credential is refused. */
    | { kind: "unauthorized" }
    /** The serving certificate ran out yesterday. */
    | { kind: "expired-certificate" }
    /** The server's clock is off by this much. */
    | { kind: "clock-skew"; ms: number }
    /** A hostile cluster sends the client (and its credential) elsewhere. */
    | { kind: "redirect"; to: string }
    /** A hostile cluster adds headers meant for a browser. */
    | { kind: "hostile-headers" }
    /** The body is not JSON. */
    | { kind: "garbage" }
  );

export type FaultKind = Fault["kind"];
