import Link from "next/link";
import type { AccessExplanation, ExplanationStep } from "#lib/access/schemas";
import { Badge } from "../ui/badge.tsx";
import { Card, CardSection } from "../ui/card.tsx";
import { cn } from "../ui/cn.tsx";
import { Sentence } from "../ui/sentence.tsx";
import { Status } from "../ui/status.tsx";

const KIND = { person: "Person", "portal-role": "Portal role", team: "Team", grant: "Grant", role: "Role" } as const;

/** The answer, then each chain that allows it, or what comes nearest. */
export function Explanation({ explanation }: { explanation: AccessExplanation }) {
  const { allowed, sentence, chains, misses } = explanation;
  return (
    <section aria-label="Answer" aria-live="polite" className="grid gap-3">
      <div
        className={cn(
          "rounded-lg border px-3.5 py-3",
          allowed ? "border-line bg-surface" : "border-degraded/35 bg-degraded-soft",
        )}
      >
        <p className="text-body">
          <Status
            level={allowed ? "healthy" : "degraded"}
            label={allowed ? "Yes" : "No"}
            className="mr-2 align-[-1px]"
          />
          <Sentence text={sentence} />
        </p>
      </div>
      {chains.map((chain, index) => (
        <Card key={chain.map((step) => step.sentence).join()}>
          <CardSection
            title={chains.length > 1 ? `Way ${index + 1} of ${chains.length}: each alone is enough` : "Because"}
          >
            <Chain steps={chain} />
          </CardSection>
        </Card>
      ))}
      {misses.length > 0 && (
        <Card>
          <CardSection title="What comes nearest">
            <ul className="grid gap-2 text-table">
              {misses.map((miss) => (
                <li key={`${miss.code} ${miss.grantId} ${miss.sentence}`}>
                  <Sentence text={miss.sentence} />
                </li>
              ))}
            </ul>
          </CardSection>
        </Card>
      )}
    </section>
  );
}

function Chain({ steps }: { steps: readonly ExplanationStep[] }) {
  return (
    <ol className="grid text-table">
      {steps.map((step, index) => (
        <li
          key={step.sentence}
          className="relative grid grid-cols-[88px_minmax(0,1fr)] gap-x-3 pb-3 last:pb-0 max-sm:grid-cols-1"
        >
          <span className="flex items-start">
            <Badge tone={index === steps.length - 1 ? "accent" : "neutral"}>{KIND[step.kind]}</Badge>
          </span>
          <span>
            <Sentence text={step.sentence} />
            {step.kind === "grant" && (
              <Link href="/access/grants" prefetch={false} className="ml-2 text-accent hover:underline">
                See grants
              </Link>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
