"use client";

import { RotateCw, X } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { countFine } from "#lib/clusters/format";
import type { CheckedContext } from "#lib/clusters/schemas";
import { DiagnosisList } from "../cluster-detail/diagnosis-list.tsx";
import { PlaceFields } from "../cluster-forms/place-fields.tsx";
import { FormError } from "../forms/form-error.tsx";
import { Button } from "../ui/button.tsx";
import { Card, CardSection } from "../ui/card.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Spinner } from "../ui/spinner.tsx";
import { Status } from "../ui/status.tsx";
import type { Draft, Registration } from "./use-registration.tsx";

const FIELDS = ["slug", "displayName", "environment", "provider", "region", "description", "groups"];

export type DraftCardProps = { draft: Draft; registration: Registration };

/** One context: what the first connection found, and what the cluster shall be called. */
export function DraftCard({ draft, registration }: DraftCardProps) {
  const { context, state } = draft;
  const errorOf = (field: string) => draft.problems.find((problem) => problem.field === field);
  const said = draft.problems.some((problem) => FIELDS.includes(problem.field));
  return (
    <Card>
      <CardSection
        title={<span className="break-all">{context.name}</span>}
        actions={
          <DraftState
            draft={draft}
            onAgain={() => registration.check(context.name)}
            onCancel={() => registration.cancelCheck(context.name)}
          />
        }
      >
        <p className="mono mb-2 break-all text-ink-2">{context.server}</p>
        {draft.error && !said && <FormError message={draft.error} />}
        {draft.checked?.registeredAs && <RegisteredAs slug={draft.checked.registeredAs} />}
        <Findings draft={draft} />
      </CardSection>
      {state !== "refused" && state !== "registered" && (
        <CardSection title="Details">
          <div className="grid gap-3.5 sm:grid-cols-2">
            <Field label="Short name" error={errorOf("slug")} hint="In links and kubeconfigs; it stays">
              {(control) => (
                <Input
                  {...control}
                  className="mono"
                  value={draft.slug}
                  onChange={(event) => registration.change(context.name, { slug: event.currentTarget.value })}
                />
              )}
            </Field>
            <PlaceFields
              values={draft.place}
              errorOf={errorOf}
              onChange={(change) => registration.change(context.name, { place: { ...draft.place, ...change } })}
            />
          </div>
        </CardSection>
      )}
    </Card>
  );
}

function RegisteredAs({ slug }: { slug: string }) {
  return (
    <p className="mb-2 text-table">
      This is the cluster that is registered as{" "}
      <Link href={`/clusters/${slug}`} className="font-medium text-accent hover:underline">
        {slug}
      </Link>
      . To replace its credential, rotate it there.
    </p>
  );
}

type DraftStateProps = { draft: Draft; onAgain: () => void; onCancel: () => void };

function DraftState({ draft, onAgain, onCancel }: DraftStateProps) {
  const { state, checked } = draft;
  if (state === "checking") {
    return (
      <span className="inline-flex items-center gap-3">
        <Working text="Trying what the credential can do" />
        <Button size="sm" icon={<X aria-hidden />} onClick={onCancel}>
          Cancel
        </Button>
      </span>
    );
  }
  if (state === "registering") return <Working text="Registering" />;
  if (state === "registered") return <Status level="healthy" label="Registered" />;
  if (state === "ready")
    return <Status level="healthy" label={checked?.version ? `Answers · ${checked.version}` : "Answers"} />;
  return (
    <span className="inline-flex items-center gap-3">
      {state === "cancelled" ? (
        <Status level="unknown" label="Cancelled" />
      ) : (
        <Status level="failing" label="Cannot be registered" />
      )}
      {!checked?.registeredAs && (
        <Button size="sm" icon={<RotateCw aria-hidden />} autoFocus={state === "cancelled"} onClick={onAgain}>
          Try again
        </Button>
      )}
    </span>
  );
}

function Working({ text }: { text: string }) {
  return (
    <span role="status" className="inline-flex items-center gap-2 text-progressing text-table">
      <Spinner />
      {text}
    </span>
  );
}

/** While it runs all steps; then what needs somebody, and the rest on demand. */
function Findings({ draft: { checked, steps: soFar, state } }: { draft: Draft }) {
  const [all, setAll] = useState(false);
  if (checked === undefined) return <DiagnosisList steps={soFar} running={state === "checking"} />;
  const loud = checked.diagnosis.steps.filter((step) => step.state === "failed" || step.state === "warning");
  const steps = all || loud.length === 0 ? checked.diagnosis.steps : loud;
  const hidden = checked.diagnosis.steps.length - loud.length;
  return (
    <div className="grid gap-2">
      {(all || loud.length > 0) && <DiagnosisList steps={steps} running={false} />}
      <Summary checked={checked} all={all} hidden={hidden} onAll={() => setAll(!all)} />
    </div>
  );
}

type SummaryProps = { checked: CheckedContext; all: boolean; hidden: number; onAll: () => void };

function Summary({ checked, all, hidden, onAll }: SummaryProps) {
  return (
    <p className="flex flex-wrap items-center gap-2 text-ink-2 text-table">
      {countFine(checked.diagnosis.steps)}
      {hidden > 0 && (
        <button type="button" aria-expanded={all} onClick={onAll} className="rounded-sm text-accent hover:underline">
          {all ? "Show less" : "Show all"}
        </button>
      )}
    </p>
  );
}
