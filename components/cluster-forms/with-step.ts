import type { DiagnosisStep } from "#lib/clusters/schemas";

/** The steps of a diagnosis after one of them changed, in the order in which they were first heard of. */
export function withStep(steps: readonly DiagnosisStep[], step: DiagnosisStep): DiagnosisStep[] {
  const known = steps.some(({ id }) => id === step.id);
  return known ? steps.map((old) => (old.id === step.id ? step : old)) : [...steps, step];
}
