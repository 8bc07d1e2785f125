import { CircleDashed } from "lucide-react";
import type { ClusterDiagnosis, DiagnosisStep } from "#lib/clusters/schemas";
import { Sentence } from "../ui/sentence.tsx";
import { Spinner } from "../ui/spinner.tsx";
import { StatusMark } from "../ui/status.tsx";

const LEVEL = { ok: "healthy", warning: "degraded", failed: "failing", unknown: "unknown" } as const;
const WORD = {
  ok: "fine",
  warning: "warning",
  failed: "failed",
  unknown: "not found out",
  pending: "to come",
} as const;

export type DiagnosisListProps = { diagnosis: ClusterDiagnosis; running: boolean };

/** What a diagnosis found, step by step; what is still to come is shown, too. */
export function DiagnosisList({ diagnosis, running }: DiagnosisListProps) {
  return (
    <ol aria-label="Diagnosis" aria-busy={running} className="grid gap-x-3 gap-y-2 text-table">
      {diagnosis.steps.map((step) => (
        <li
          key={step.id}
          className="grid grid-cols-[14px_minmax(0,1fr)] gap-x-2 sm:grid-cols-[14px_104px_minmax(0,1fr)]"
        >
          <Mark step={step} running={running} />
          <span className="font-medium">
            {step.label}
            <span className="sr-only"> {WORD[step.state]}</span>
          </span>
          <span className="col-start-2 text-ink-2 sm:col-start-auto">
            {step.state === "pending" && !running ? "Not tried." : <Sentence text={step.sentence} />}
            {step.fix && (
              <span className="block text-ink">
                <Sentence text={step.fix} />
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Mark({ step, running }: { step: DiagnosisStep; running: boolean }) {
  if (step.state !== "pending") return <StatusMark level={LEVEL[step.state]} className="mt-[5px]" />;
  return (
    <span className="mt-[3px] text-ink-3">
      {running ? <Spinner /> : <CircleDashed aria-hidden className="size-3.5" />}
    </span>
  );
}
