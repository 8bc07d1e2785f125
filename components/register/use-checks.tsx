"use client";

import { useEffect, useRef } from "react";
import type { CheckedContext, DiagnosisStep } from "#lib/clusters/schemas";
import { sendForProgress } from "#lib/http/send-for-progress";

export type Check = {
  name: string;
  kubeconfig: string;
  onStep: (step: DiagnosisStep) => void;
};

export type Checks = {
  /** Connects with a context. Undefined: it was cancelled. @throws ApiError */
  run: (check: Check) => Promise<CheckedContext | undefined>;
  cancel: (name: string) => void;
  cancelAll: () => void;
};

type Running = Map<string, AbortController>;

/** First connections that run, by the name of their context. They end when the page is left. */
export function useChecks(): Checks {
  const running = useRef<Running>(new Map());
  useEffect(() => () => cancelAll(running.current), []);
  async function run({ name, kubeconfig, onStep }: Check) {
    const abort = new AbortController();
    running.current.get(name)?.abort();
    running.current.set(name, abort);
    const { signal } = abort;
    const onProgress = (step: DiagnosisStep) => {
      if (!signal.aborted) onStep(step);
    };
    try {
      const body = { kubeconfig, context: name };
      return await sendForProgress<DiagnosisStep, CheckedContext>("/api/kubeconfig/check", body, {
        onProgress,
        signal,
      });
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }
  return {
    run,
    cancel: (name) => running.current.get(name)?.abort(),
    cancelAll: () => cancelAll(running.current),
  };
}

function cancelAll(running: Running): void {
  for (const abort of running.values()) abort.abort();
}
