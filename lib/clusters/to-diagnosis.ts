import type { Diagnosis } from "#lib/kubernetes/types/diagnosis";
import type { ClusterDiagnosis } from "./schemas.ts";

/** A diagnosis as it is stored and shown. Times in epoch milliseconds. Pure. */
export function toDiagnosis(
  { steps, facts }: Diagnosis,
  { startedAt, finishedAt }: { startedAt: number; finishedAt: number },
): ClusterDiagnosis {
  const permissions = (facts.permissions ?? []).map((finding) => ({ ...finding }));
  const { canImpersonate } = facts;
  return { startedAt, finishedAt, steps: steps.map((step) => ({ ...step })), canImpersonate, permissions };
}
