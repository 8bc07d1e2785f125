import type { DemoClock } from "../clock/hand-clock.ts";
import { ApiError } from "../registry/api-error.ts";

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 60_000;

/** Keys to reconcile: each once however often it is added, soon, and again with growing pauses when it fails. */
export class WorkQueue {
  readonly #clock: DemoClock;
  readonly #reconcile: (key: string) => void;
  readonly #delayMs: number;
  readonly #waiting = new Set<string>();
  readonly #retrying = new Set<string>();
  readonly #failures = new Map<string, number>();

  constructor(clock: DemoClock, reconcile: (key: string) => void, delayMs = 20) {
    this.#clock = clock;
    this.#reconcile = reconcile;
    this.#delayMs = delayMs;
  }

  add(key: string): void {
    if (this.#waiting.has(key)) return;
    this.#waiting.add(key);
    this.#clock.after(this.#delayMs, () => {
      this.#waiting.delete(key);
      this.#run(key);
    });
  }

  addAfter(key: string, ms: number): void {
    this.#clock.after(ms, () => this.add(key));
  }

  #run(key: string): void {
    try {
      this.#reconcile(key);
      this.#failures.delete(key);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const failures = this.#failures.get(key) ?? 0;
      this.#failures.set(key, failures + 1);
      if (this.#retrying.has(key)) return;
      this.#retrying.add(key);
      this.#clock.after(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures), () => {
        this.#retrying.delete(key);
        this.add(key);
      });
    }
  }
}
