import type { ConnectionHealth } from "../types/connection.ts";
import type { CacheState, CacheStatus } from "../types/fleet.ts";
import { explainFailure } from "./explain-failure.ts";
import type { ReflectorStatus } from "./reflector.ts";

const SENTENCES = {
  forbidden: "The credential of this cluster may not list this kind.",
  unsupported: "This cluster does not serve this kind.",
} as const;

type Status = Pick<CacheStatus, "reason" | "message"> & { state: CacheState };

/** How current one watched scope is. */
export class ScopeState {
  #status: Status = { state: "starting", reason: undefined, message: undefined };
  #reflector: { readonly heardAt: number | undefined } | undefined;
  /** Fixed when the scope stops being live. */
  #asOf: number | undefined;

  follow(reflector: { readonly heardAt: number | undefined }): void {
    // Rows of an earlier reflector stay visible, and are stale until the new one has its list.
    if (this.#status.state === "live") {
      this.#asOf = this.#reflector?.heardAt;
      this.#set({ ...this.#status, state: "stale" });
    }
    this.#reflector = reflector;
    if (this.#status.state === "forbidden" || this.#status.state === "unsupported")
      this.#set({ state: "starting", reason: undefined, message: undefined });
  }

  /** @returns whether anything changed. */
  report(status: ReflectorStatus): boolean {
    if (this.#status.state === "live" && status.state !== "live") this.#asOf = this.#reflector?.heardAt;
    // A new reflector has no list of its own yet, but the rows of the one before are still shown.
    const state = status.state === "starting" && this.#asOf !== undefined ? "stale" : status.state;
    return this.#set({ ...status, state });
  }

  /** Whether rows are shown: they were complete once and have not been refused since. */
  get hasRows(): boolean {
    return this.#status.state === "live" || this.#asOf !== undefined;
  }

  /** A refusal that is not believed yet. */
  doubt(): boolean {
    if (this.#status.state === "live") this.#asOf = this.#reflector?.heardAt;
    const message = "The cluster refuses this credential. Asking again before the rows are dropped.";
    return this.#set({ state: "stale", reason: "credential", message });
  }

  /** The question whether we may list had no answer. */
  fail(error: unknown): boolean {
    if (this.#status.state === "live") this.#asOf = this.#reflector?.heardAt;
    return this.#set({ state: this.#asOf === undefined ? "starting" : "stale", ...explainFailure(error) });
  }

  refuse(outcome: "forbidden" | "unsupported"): boolean {
    this.#asOf = undefined;
    return this.#set({ state: outcome, reason: undefined, message: SENTENCES[outcome] });
  }

  /**
   * With what the connection knows: an open breaker makes live rows stale before their watch has noticed, and says
   * best why nothing comes. How old the rows are only their own watch knows: a cluster may answer everything else.
   */
  status(health: ConnectionHealth, count: number): CacheStatus {
    const { state } = this.#status;
    const down = health.breaker !== "closed" && state !== "forbidden" && state !== "unsupported";
    const { reason, message } = down && health.lastFailure ? health.lastFailure : this.#status;
    if (state !== "live") return { state, reason, message, asOf: this.#asOf, count };
    return { state: down ? "stale" : "live", reason, message, asOf: this.#reflector?.heardAt, count };
  }

  /** The wording of a message may change from try to try; that is no news. */
  #set(next: Status): boolean {
    const { state, reason } = this.#status;
    this.#status = next;
    return state !== next.state || reason !== next.reason;
  }
}
