import type { Clock } from "#lib/core/clock";
import { kubeError } from "../api/kube-error.ts";

/** From the first wait of a request to the last byte of its answer; aborting it stops whatever stage it is in. */
export type RequestLife = {
  readonly signal: AbortSignal;
  /** True when the caller, not a deadline, ended it. */
  abortedByCaller(): boolean;
  /** Aborts with a timeout after `ms`; returns the function that calls this deadline off. */
  deadline(ms: number, message: string): () => void;
  abort(reason: Error): void;
  /** Calls off every deadline and stops listening to the caller. */
  end(): void;
};

export function createRequestLife(cluster: string, clock: Clock, caller: AbortSignal | undefined): RequestLife {
  const controller = new AbortController();
  const timers = new Set<() => void>();
  const onCaller = () => controller.abort(toError(caller?.reason));
  if (caller?.aborted) onCaller();
  caller?.addEventListener("abort", onCaller, { once: true });
  return {
    signal: controller.signal,
    abortedByCaller: () => caller?.aborted === true,
    deadline: (ms, message) => {
      const cancel = clock.after(ms, () => controller.abort(kubeError({ cluster, unreachable: "timeout", message })));
      timers.add(cancel);
      return () => {
        timers.delete(cancel);
        cancel();
      };
    },
    abort: (reason) => controller.abort(reason),
    end: () => {
      caller?.removeEventListener("abort", onCaller);
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new DOMException("The request was aborted.", "AbortError");
}
