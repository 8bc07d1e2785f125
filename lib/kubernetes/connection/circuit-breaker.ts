import type { Clock } from "#lib/core/clock";
import type { Random } from "#lib/core/random";
import { kubeError } from "../api/kube-error.ts";
import type { BreakerState, ConnectionHealth } from "../types/connection.ts";
import type { KubeError } from "../types/errors.ts";
import { explainTransportError } from "./explain-transport-error.ts";
import type { ConnectionLimits } from "./limits.ts";

export type CircuitBreaker = {
  /** @throws KubeError with the last failure's class while the circuit is not closed */
  check(): void;
  /** An answer came. */
  succeeded(): void;
  /**
   * No usable answer came to an attempt begun at `startedAt` (monotonic). Attempts that ran side by side and failed
   * together count once, so that one lost connection with many requests on it is one failure.
   * @param partly the failure may be that of one kind only: others may be answered
   */
  failed(startedAt: number, error: KubeError, partly: boolean): void;
  /** Notes a problem that says nothing about reachability, such as a refused credential. */
  note(error: KubeError): void;
  state(): Pick<ConnectionHealth, "breaker" | "lastOkAt" | "failingSince" | "lastFailure">;
  stop(): void;
};

type BreakerOptions = {
  cluster: string;
  clock: Clock;
  random: Random;
  limits: ConnectionLimits;
  /** Asks the server whether it lives; rejects when it does not. */
  probe: () => Promise<void>;
  /** Gives the connection up, so that the next attempt dials anew. */
  redial: () => void;
  onChange: () => void;
};

/**
 * Stops asking a cluster that fails, and asks again by itself: after `failuresToOpen` failures in a row requests are
 * refused at once, and one probe at a time goes out with exponential backoff and full jitter. A server that answers
 * with 5xx, or lets requests wait, is probed first: it may fail for one kind only.
 */
export function createCircuitBreaker(options: BreakerOptions): CircuitBreaker {
  return new Breaker(options);
}

class Breaker implements CircuitBreaker {
  readonly #options: BreakerOptions;
  #breaker: BreakerState = "closed";
  #failures = 0;
  /** Whether one of these failures may be that of one kind only. */
  #partly = false;
  #probes = 0;
  /** Counts what makes the outcome of an earlier probe old news: an answer, or a circuit that opened. */
  #turn = 0;
  #askedIn: number | undefined;
  #countedAt = Number.NEGATIVE_INFINITY;
  #nextProbeAt = 0;
  #lastOkAt: number | undefined;
  #failingSince: number | undefined;
  #lastFailure: ConnectionHealth["lastFailure"];
  #cancelProbe = () => {};
  #stopped = false;

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  check(): void {
    if (this.#breaker !== "closed") throw this.#refusal();
  }

  succeeded(): void {
    const changed = this.#breaker !== "closed" || this.#failingSince !== undefined || this.#lastOkAt === undefined;
    this.#breaker = "closed";
    this.#failures = 0;
    this.#partly = false;
    this.#probes = 0;
    this.#turn += 1;
    this.#lastOkAt = this.#options.clock.now();
    this.#failingSince = undefined;
    this.#cancelProbe();
    if (changed) this.#options.onChange();
  }

  failed(startedAt: number, error: KubeError, partly: boolean): void {
    const { clock, limits, onChange } = this.#options;
    this.note(error);
    const first = this.#failingSince === undefined && !partly;
    if (first) this.#failingSince = clock.now();
    const counts = this.#breaker === "closed" && startedAt >= this.#countedAt;
    if (counts) {
      this.#failures += 1;
      this.#partly ||= partly;
      this.#countedAt = clock.monotonic();
      if (this.#failures >= limits.failuresToOpen) this.#doubt();
    }
    if (first || (counts && this.#breaker === "open")) onChange();
  }

  note(error: KubeError): void {
    const reason = error.unreachable ?? "server-error";
    this.#lastFailure = { reason, message: error.message, at: this.#options.clock.now() };
  }

  state(): ReturnType<CircuitBreaker["state"]> {
    return {
      breaker: this.#breaker,
      lastOkAt: this.#lastOkAt,
      failingSince: this.#failingSince,
      lastFailure: this.#lastFailure,
    };
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelProbe();
  }

  #doubt(): void {
    if (this.#partly) void this.#ask();
    else this.#open();
  }

  #open(): void {
    const { clock, random, limits } = this.#options;
    this.#breaker = "open";
    this.#turn += 1;
    const ceiling = Math.min(limits.probeMaxMs, limits.probeMinMs * 2 ** this.#probes);
    const wait = Math.max(limits.probeMinMs / 10, random() * ceiling);
    this.#nextProbeAt = clock.monotonic() + wait;
    this.#cancelProbe();
    if (!this.#stopped) this.#cancelProbe = clock.after(wait, () => this.#tryAgain());
  }

  #tryAgain(): void {
    this.#breaker = "half-open";
    this.#probes += 1;
    this.#options.onChange();
    void this.#ask();
  }

  /** One probe; its failure opens the circuit unless something was heard meanwhile. */
  async #ask(): Promise<void> {
    const { cluster, clock, probe, redial, onChange } = this.#options;
    const turn = this.#turn;
    if (this.#askedIn === turn) return;
    this.#askedIn = turn;
    try {
      await probe();
      if (!this.#stopped) this.succeeded();
    } catch (error) {
      if (this.#stopped || turn !== this.#turn) return;
      const failure = explainTransportError(cluster, error);
      this.note(failure);
      this.#failingSince ??= clock.now();
      if (failure.status === undefined && this.#breaker === "half-open") redial();
      this.#open();
      onChange();
    }
  }

  #refusal(): KubeError {
    const { cluster, clock } = this.#options;
    const seconds = Math.max(1, Math.ceil((this.#nextProbeAt - clock.monotonic()) / 1000));
    const next = this.#breaker === "half-open" ? "trying again now" : `trying again in ${seconds} s`;
    return kubeError({
      cluster,
      unreachable: this.#lastFailure?.reason ?? "closed",
      message: `${this.#lastFailure?.message ?? "the cluster does not answer"}; ${next}`,
      retryAfterSeconds: seconds,
    });
  }
}
