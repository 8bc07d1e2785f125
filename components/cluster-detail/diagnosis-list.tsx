import { CircleDashed } from "lucide-react";
import type { DiagnosisStep } from "#lib/clusters/schemas";
import { cn } from "../ui/cn.tsx";
import { Sentence } from "../ui/sentence.tsx";
import { Spinner } from "../ui/spinner.tsx";
import { StatusMark } from "../ui/status.tsx";

const LEVEL = { ok: "healthy", warning: "degraded", failed: "failing", unknown: "unknown" } as const;
const WORD = {
  ok: "fine",
  warning: "warning",
  failed: "failed",
  unknown: "not found out",
  running: "being tried",
  pending: "to come",
} as const;

export type DiagnosisListProps = {
  steps: readonly DiagnosisStep[];
  /** False: what has no verdict will get none. */
  running: boolean;
};

/** What a diagnosis found, step by step; what is being tried and what is still to come is shown, too. */
export function DiagnosisList({ steps, running }: DiagnosisListProps) {
  return (
    <ol aria-label="Diagnosis" aria-busy={running} className="grid gap-x-3 gap-y-2 text-table">
      {steps.map((step) => (
        <Step key={step.id} step={running ? step : withoutRunning(step)} running={running} />
      ))}
    </ol>
  );
}

/** A restart of the portal can cut a diagnosis off in the middle of a step. */
function withoutRunning(step: DiagnosisStep): DiagnosisStep {
  return step.state === "running" ? { ...step, state: "pending" } : step;
}

function Step({ step, running }: { step: DiagnosisStep; running: boolean }) {
  const waiting = running && step.state === "pending";
  return (
    <li className="grid grid-cols-[14px_minmax(0,1fr)] gap-x-2 sm:grid-cols-[14px_104px_minmax(0,1fr)]">
      <Mark state={step.state} />
      <span className={cn("font-medium", waiting && "text-ink-3")}>
        {step.label}
        <span className="sr-only"> {WORD[step.state]}</span>
      </span>
      <span className="col-start-2 text-ink-2 sm:col-start-auto">
        {step.state === "running" ? (
          <span aria-hidden className="text-progressing">
            Being tried
          </span>
        ) : step.state === "pending" && !running ? (
          "Not tried."
        ) : (
          <Sentence text={step.sentence} />
        )}
        {step.fix && (
          <span className="block text-ink">
            <Sentence text={step.fix} />
          </span>
        )}
      </span>
    </li>
  );
}

function Mark({ state }: Pick<DiagnosisStep, "state">) {
  if (state === "running") {
    return (
      <span className="mt-[3px] -ml-0.5 text-progressing">
        <Spinner />
      </span>
    );
  }
  if (state === "pending")
    return <CircleDashed aria-hidden className="-ml-0.5 mt-[3px] size-3.5 text-ink-3 opacity-60" />;
  return <StatusMark level={LEVEL[state]} className="mt-[5px]" />;
}
