import type { DiagnoseOptions } from "#lib/kubernetes/diagnosis/diagnose-connection";
import { DIAGNOSIS_STEPS } from "#lib/kubernetes/diagnosis/diagnosis-steps";
import type { DiagnosisStepId } from "#lib/kubernetes/types/diagnosis";
import type { DiagnosisStep } from "./schemas.ts";

/** Hears of each change of a step, by its id. */
export type StepListener = (step: DiagnosisStep) => void;

/** What a diagnosis calls to tell of its steps: at once all of them as `pending`, in the order of a screen. */
export function tellSteps(tell: StepListener): Pick<DiagnoseOptions, "onStart" | "onStep"> {
  const begin = (id: DiagnosisStepId, state: "pending" | "running") =>
    tell({ id, label: DIAGNOSIS_STEPS[id], state, sentence: "" });
  for (const id of Object.keys(DIAGNOSIS_STEPS) as DiagnosisStepId[]) begin(id, "pending");
  return { onStart: (id) => begin(id, "running"), onStep: (step) => tell({ ...step }) };
}
