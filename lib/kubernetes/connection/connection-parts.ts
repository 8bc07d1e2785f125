import type { Clock } from "#lib/core/clock";
import type { Semaphore } from "#lib/core/semaphore";
import type { CircuitBreaker } from "./circuit-breaker.ts";
import type { ClockSkew } from "./clock-skew.ts";
import type { CredentialSource } from "./credential-source.ts";
import type { Latency } from "./latency.ts";
import type { ConnectionLimits } from "./limits.ts";
import type { RequestLife } from "./request-life.ts";
import type { Throttle } from "./throttle.ts";
import type { Transport } from "./wire.ts";

/** What the stages of a request share within one connection. */
export type ConnectionParts = {
  readonly cluster: string;
  readonly prefix: string;
  readonly clock: Clock;
  readonly limits: ConnectionLimits;
  readonly credential: CredentialSource;
  readonly transport: Transport;
  readonly breaker: CircuitBreaker;
  readonly throttle: Throttle;
  readonly places: Semaphore;
  readonly listPlaces: Semaphore;
  readonly latency: Latency;
  readonly clockSkew: ClockSkew;
  readonly lives: Set<RequestLife>;
  readonly streams: { open: number };
};
