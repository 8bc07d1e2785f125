"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useQueryStates } from "nuqs";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { KubeconfigInput } from "#components/cluster-forms/kubeconfig-input";
import { FormError } from "#components/forms/form-error";
import { useSubmit } from "#components/forms/use-submit";
import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { Trail } from "#components/layout/trail";
import { ContextTable, isUsable } from "#components/register/context-table";
import { DraftCard } from "#components/register/draft-card";
import { STEPS, StepsBar } from "#components/register/steps-bar";
import { type Registration, useRegistration } from "#components/register/use-registration";
import { Button } from "#components/ui/button";
import { Status } from "#components/ui/status";
import { clustersQuery } from "#lib/clusters/queries";
import type { InspectedContext } from "#lib/clusters/schemas";
import { REGISTER_PARAMS } from "./search-params.ts";

/** Registers clusters: kubeconfig, contexts, details with a live diagnosis, done. */
export function RegisterView() {
  const [{ step: wanted }, setParams] = useQueryStates(REGISTER_PARAMS, { history: "push" });
  const [kubeconfig, setKubeconfig] = useState("");
  const [contexts, setContexts] = useState<readonly InspectedContext[]>([]);
  const registration = useRegistration();
  // A link to a later step without the file begins at the beginning.
  const step = contexts.length === 0 ? 0 : registration.drafts.length === 0 ? Math.min(wanted, 1) : Math.min(wanted, 3);
  const go = (next: number) => void setParams({ step: next });
  return (
    <Page>
      <div className="max-w-4xl">
        <Trail steps={[{ label: "Clusters", href: "/clusters" }]} />
        <PageHeader title="Register cluster" />
        <StepsBar step={step} />
        <Step step={step}>
          {step === 0 && (
            <KubeconfigStep
              kubeconfig={kubeconfig}
              onKubeconfig={setKubeconfig}
              onDone={(found) => {
                setContexts(found);
                go(1);
              }}
            />
          )}
          {step === 1 && (
            <ContextStep
              contexts={contexts}
              onBack={() => go(0)}
              onDone={(chosen) => {
                registration.begin(kubeconfig, chosen);
                go(2);
              }}
            />
          )}
          {step === 2 && <DetailsStep registration={registration} onBack={() => go(1)} onDone={() => go(3)} />}
          {step === 3 && <DoneStep registration={registration} />}
        </Step>
      </div>
    </Page>
  );
}

/** One step at a time. The button that led here went away with its step, so the focus goes to the next one. */
function Step({ step, children }: { step: number; children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step) element.current?.focus();
    shown.current = step;
  }, [step]);
  return (
    <section ref={element} aria-label={`Step ${step + 1}: ${STEPS[step]}`} tabIndex={-1} className="outline-none">
      {children}
    </section>
  );
}

type KubeconfigStepProps = {
  kubeconfig: string;
  onKubeconfig: (text: string) => void;
  onDone: (contexts: readonly InspectedContext[]) => void;
};

function KubeconfigStep({ kubeconfig, onKubeconfig, onDone }: KubeconfigStepProps) {
  const submit = useSubmit<{ contexts: InspectedContext[] }>({ onDone: ({ contexts }) => onDone(contexts) });
  function next(event: FormEvent) {
    event.preventDefault();
    if (kubeconfig.trim() !== "") void submit.send("POST", "/api/kubeconfig/inspect", { kubeconfig });
  }
  return (
    <form onSubmit={next} className="grid gap-3">
      <KubeconfigInput value={kubeconfig} onChange={onKubeconfig} rows={14} />
      <FormError message={submit.error} />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={submit.busy} disabled={kubeconfig.trim() === ""}>
          Read the contexts
        </Button>
      </div>
    </form>
  );
}

type ContextStepProps = {
  contexts: readonly InspectedContext[];
  onBack: () => void;
  onDone: (chosen: readonly InspectedContext[]) => void;
};

function ContextStep({ contexts, onBack, onDone }: ContextStepProps) {
  const fresh = contexts.filter((context) => isUsable(context) && context.sameServerAs === undefined);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(fresh.map((context) => context.name)));
  const count = chosen.size;
  return (
    <div className="grid gap-3">
      <ContextTable contexts={contexts} chosen={chosen} onChosen={setChosen} />
      <div className="flex justify-end gap-2">
        <Button onClick={onBack}>Back</Button>
        <Button
          variant="primary"
          disabled={count === 0}
          onClick={() => onDone(contexts.filter((context) => chosen.has(context.name)))}
        >
          {count < 2 ? "Connect once and check" : `Connect to ${count} clusters and check`}
        </Button>
      </div>
    </div>
  );
}

type DetailsStepProps = { registration: Registration; onBack: () => void; onDone: () => void };

function DetailsStep({ registration, onBack, onDone }: DetailsStepProps) {
  const queries = useQueryClient();
  const { drafts } = registration;
  const ready = drafts.filter((draft) => draft.state === "ready");
  const busy = drafts.some((draft) => draft.state === "registering");
  const missing = ready.some((draft) => draft.place.environment === "");
  async function register() {
    const worked = await registration.register();
    await queries.invalidateQueries({ queryKey: clustersQuery().queryKey });
    if (worked) onDone();
  }
  return (
    <div className="grid gap-3">
      {drafts.map((draft) => (
        <DraftCard key={draft.context.name} draft={draft} registration={registration} />
      ))}
      <div className="flex flex-wrap items-center justify-end gap-2">
        {missing && <span className="mr-auto text-ink-2 text-table">Choose an environment for each cluster.</span>}
        <Button onClick={onBack} disabled={busy}>
          Back
        </Button>
        <Button variant="primary" busy={busy} disabled={ready.length === 0 || missing} onClick={() => void register()}>
          {ready.length < 2 ? "Register cluster" : `Register ${ready.length} clusters`}
        </Button>
      </div>
    </div>
  );
}

function DoneStep({ registration }: { registration: Registration }) {
  const done = registration.drafts.filter((draft) => draft.state === "registered");
  return (
    <div className="grid gap-3">
      <ul className="grid gap-2">
        {done.map((draft) => (
          <li
            key={draft.slug}
            className="flex flex-wrap items-center gap-3 rounded-lg border border-line bg-surface px-3.5 py-3"
          >
            <Status level="healthy" label="Registered" />
            <Link href={`/clusters/${draft.slug}`} className="font-medium hover:underline">
              {draft.place.displayName}
            </Link>
            <span className="text-ink-2 text-table">Wheelhouse is connecting to it now.</span>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        <Button asChild>
          <Link href="/access/grants?new=true">Grant a team access</Link>
        </Button>
        <Button variant="primary" asChild>
          <Link href="/clusters">See the clusters</Link>
        </Button>
      </div>
    </div>
  );
}
