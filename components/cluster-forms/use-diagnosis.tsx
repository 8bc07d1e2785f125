"use client";

import { useState } from "react";
import { sendJson } from "#lib/http/api-client";
import { messageOf } from "../forms/use-submit.tsx";

export type DiagnosisRun = {
  /** Whether this page has started one that still runs: others may run, too. */
  running: boolean;
  error: string | undefined;
  start: () => void;
  cancel: () => void;
};

/** Diagnoses a cluster. Its steps come by the live view of the cluster, to everybody who looks. */
export function useDiagnosis(slug: string): DiagnosisRun {
  const [run, setRun] = useState<AbortController>();
  const [error, setError] = useState<string>();
  async function start() {
    if (run) return;
    const abort = new AbortController();
    setRun(abort);
    setError(undefined);
    try {
      await sendJson("POST", `/api/clusters/${slug}/diagnose`, undefined, abort.signal);
    } catch (failure) {
      if (!abort.signal.aborted) setError(messageOf(failure));
    } finally {
      setRun(undefined);
    }
  }
  return { running: run !== undefined, error, start: () => void start(), cancel: () => run?.abort() };
}
