"use client";

import { useEffect, useRef, useState } from "react";
import type { DiagnosisStep, RotatedCredential } from "#lib/clusters/schemas";
import { sendForProgress } from "#lib/http/send-for-progress";
import { type Submit, useSubmit } from "../forms/use-submit.tsx";
import { withStep } from "./with-step.ts";

export type Rotation = Pick<Submit, "busy" | "error" | "errorOf"> & {
  /** How far the new credential has been tried. */
  steps: readonly DiagnosisStep[];
  start: (kubeconfig: string) => void;
};

/** Tries a new credential of a cluster and, if it works, uses it. Leaving the form cancels it. */
export function useRotation(slug: string, onDone: (rotated: RotatedCredential) => void): Rotation {
  const [steps, setSteps] = useState<readonly DiagnosisStep[]>([]);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const { busy, error, errorOf, run } = useSubmit<RotatedCredential>({ onDone });
  function start(kubeconfig: string) {
    const abort = new AbortController();
    running.current = abort;
    setSteps([]);
    const onProgress = (step: DiagnosisStep) => setSteps((all) => withStep(all, step));
    const options = { onProgress, signal: abort.signal };
    void run(() => sendForProgress(`/api/clusters/${slug}/credential`, { kubeconfig }, options));
  }
  return { busy, error, errorOf, steps, start };
}
