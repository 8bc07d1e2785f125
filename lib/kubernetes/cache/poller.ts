import { isKubeError } from "../api/errors.ts";
import { kubeError } from "../api/kube-error.ts";
import { createBackoff } from "./backoff.ts";
import { classifyFailure } from "./classify-failure.ts";
import { explainFailure } from "./explain-failure.ts";
import { createPager } from "./pager.ts";
import { readGeneration } from "./read-generation.ts";
import type { ReflectorDeps } from "./reflector.ts";

/** Spreads the lists of many clusters over time: each pause is up to a tenth longer or shorter. */
const SPREAD = 0.1;

/**
 * Keeps a collection that cannot be watched as it was at the last list: each is a generation of its own, and replaces
 * the one before when it is complete.
 */
export class Poller {
  readonly #deps: ReflectorDeps;
  readonly #everyMs: number;
  #heardAt: number | undefined;

  constructor(deps: ReflectorDeps, everyMs: number) {
    this.#deps = deps;
    this.#everyMs = everyMs;
  }

  /** Epoch milliseconds of the last complete list. */
  get heardAt(): number | undefined {
    return this.#heardAt;
  }

  /**
   * Runs until the cluster says that this collection is not for us.
   * @throws the signal's reason when it aborts.
   */
  async run(signal: AbortSignal): Promise<"forbidden" | "unsupported"> {
    const { clock, random, sink, pause } = this.#deps;
    const backoff = createBackoff(random);
    const pager = createPager(this.#deps.source, () => this.#endless());
    for (;;) {
      signal.throwIfAborted();
      try {
        const writer = sink.begin();
        await readGeneration({ ...this.#deps, pager }, writer, signal);
        writer.commit();
        this.#heardAt = clock.now();
        sink.onStatus({ state: "live", reason: undefined, message: undefined });
        await pause(this.#everyMs * (1 - SPREAD + 2 * SPREAD * random()), signal);
      } catch (error) {
        signal.throwIfAborted();
        const failure = classifyFailure(error);
        if (failure === "forbidden" || failure === "unsupported") return failure;
        sink.onStatus({ state: this.#heardAt === undefined ? "starting" : "stale", ...explainFailure(error) });
        const asked = isKubeError(error) ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
        await pause(Math.max(asked, backoff.next(clock.monotonic())), signal);
      }
    }
  }

  #endless(): Error {
    const message = "The list does not end.";
    return kubeError({ cluster: this.#deps.cluster, message, unreachable: "server-error" });
  }
}
