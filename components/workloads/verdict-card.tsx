import { cn } from "../ui/cn.tsx";
import { DefinitionList } from "../ui/definition-list.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Sentence } from "../ui/sentence.tsx";
import { type StatusLevel, StatusMark } from "../ui/status.tsx";

const TONE: Record<StatusLevel, string> = {
  failing: "border-failing/35 bg-failing-soft",
  degraded: "border-degraded/35 bg-degraded-soft",
  progressing: "border-progressing/35 bg-progressing-soft",
  unknown: "border-line bg-unknown-soft",
  healthy: "border-line bg-surface",
  idle: "border-line bg-surface",
};

export type VerdictCardProps = {
  verdict: { level: StatusLevel; label: string; sentence: string; since?: number };
  stale?: boolean;
  evidence: readonly string[];
  nextStep?: string;
};

/** What is wrong, how it is known, and what to do next. */
export function VerdictCard({ verdict, stale, evidence, nextStep }: VerdictCardProps) {
  const facts = [
    ...(verdict.since === undefined
      ? []
      : [{ term: "Began", value: <RelativeTime at={verdict.since} suffix="ago" /> }]),
    ...(evidence.length === 0
      ? []
      : [
          {
            term: "Evidence",
            value: (
              <ul className="grid gap-0.5">
                {evidence.map((line) => (
                  <li key={line}>
                    <Sentence text={line} />
                  </li>
                ))}
              </ul>
            ),
          },
        ]),
    ...(nextStep ? [{ term: "Next step", value: <Sentence text={nextStep} /> }] : []),
  ];
  return (
    <section
      aria-label="Verdict"
      className={cn("grid gap-2 rounded-lg border px-3.5 py-3", stale ? "border-line bg-sunken" : TONE[verdict.level])}
    >
      <p className="text-body">
        <StatusMark level={verdict.level} stale={stale} className="mr-2 inline-block" />
        <span className="sr-only">{verdict.label}. </span>
        <Sentence text={verdict.sentence} />
      </p>
      {facts.length > 0 && <DefinitionList items={facts} />}
    </section>
  );
}
