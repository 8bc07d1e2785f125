import { DIAGNOSIS_STEPS } from "#lib/kubernetes/diagnosis/diagnosis-steps";
import type { DiagnosisFacts, DiagnosisStep, DiagnosisStepId } from "#lib/kubernetes/types/diagnosis";
import type { ClusterDiagnosis } from "./schemas.ts";

type Progress = {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Undefined while it runs. */
  readonly finishedAt?: number;
  /** The steps that are done. */
  readonly done: readonly DiagnosisStep[];
  readonly facts?: DiagnosisFacts;
};

/** A diagnosis as it is stored and shown: all steps in the order of a screen, those to come as `pending`. Pure. */
export function toDiagnosis({ startedAt, finishedAt, done, facts }: Progress): ClusterDiagnosis {
  const ids = Object.keys(DIAGNOSIS_STEPS) as DiagnosisStepId[];
  const steps = ids.map((id) => {
    const found = done.find((step) => step.id === id);
    return found ? { ...found } : { id, label: DIAGNOSIS_STEPS[id], state: "pending" as const, sentence: "" };
  });
  const permissions = (facts?.permissions ?? []).map((finding) => ({ ...finding }));
  return { startedAt, finishedAt, steps, canImpersonate: facts?.canImpersonate, permissions };
}
