"use client";

import { useState } from "react";
import type { CheckedContext, DiagnosisStep, InspectedContext } from "#lib/clusters/schemas";
import { isApiError, sendJson } from "#lib/http/api-client";
import type { PlaceValues } from "../cluster-forms/place-fields.tsx";
import { withStep } from "../cluster-forms/with-step.ts";
import { messageOf } from "../forms/use-submit.tsx";
import { useChecks } from "./use-checks.tsx";

type Problem = { field: string; rule: string; example?: string };

/** One chosen context on its way to a registered cluster. */
export type Draft = {
  context: InspectedContext;
  slug: string;
  place: PlaceValues;
  /** How far the first connection is. */
  steps: readonly DiagnosisStep[];
  /** What it found; undefined while it is under way, and when it was cancelled. */
  checked: CheckedContext | undefined;
  state: "checking" | "cancelled" | "ready" | "refused" | "registering" | "registered";
  /** What went wrong as a whole. */
  error: string | undefined;
  problems: readonly Problem[];
};

export type Registration = {
  drafts: readonly Draft[];
  begin: (kubeconfig: string, contexts: readonly InspectedContext[]) => void;
  change: (name: string, change: Partial<Pick<Draft, "slug" | "place">>) => void;
  check: (name: string) => void;
  cancelCheck: (name: string) => void;
  register: () => Promise<boolean>;
};

/** The state of a registration. The kubeconfig stays in this page's memory and is sent with each request. */
export function useRegistration(): Registration {
  const [kubeconfig, setKubeconfig] = useState("");
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const checks = useChecks();
  const alter = (name: string, change: (draft: Draft) => Draft) =>
    setDrafts((all) => all.map((draft) => (draft.context.name === name ? change(draft) : draft)));
  const patch = (name: string, change: Partial<Draft>) => alter(name, (draft) => ({ ...draft, ...change }));

  async function check(name: string, text: string) {
    patch(name, { state: "checking", steps: [], checked: undefined, error: undefined, problems: [] });
    const onStep = (step: DiagnosisStep) => alter(name, (draft) => ({ ...draft, steps: withStep(draft.steps, step) }));
    try {
      const checked = await checks.run({ name, kubeconfig: text, onStep });
      if (checked) patch(name, { checked, state: checked.usable ? "ready" : "refused" });
    } catch (error) {
      patch(name, { state: "refused", error: messageOf(error) });
    }
  }

  async function register(draft: Draft): Promise<boolean> {
    const { name } = draft.context;
    patch(name, { state: "registering", error: undefined, problems: [] });
    try {
      await sendJson("POST", "/api/clusters", { kubeconfig, context: name, slug: draft.slug, ...draft.place });
      patch(name, { state: "registered" });
      return true;
    } catch (error) {
      patch(name, { state: "ready", error: messageOf(error), problems: isApiError(error) ? error.fields : [] });
      return false;
    }
  }

  return {
    drafts,
    begin: (text, contexts) => {
      checks.cancelAll();
      setKubeconfig(text);
      setDrafts(contexts.map(newDraft));
      for (const context of contexts) void check(context.name, text);
    },
    change: (name, change) => patch(name, change),
    check: (name) => void check(name, kubeconfig),
    cancelCheck: (name) => {
      checks.cancel(name);
      patch(name, { state: "cancelled" });
    },
    register: async () => {
      let worked = true;
      // One after the other: two could claim the same short name.
      for (const draft of drafts) if (draft.state === "ready") worked = (await register(draft)) && worked;
      return worked;
    },
  };
}

function newDraft(context: InspectedContext): Draft {
  const slug = context.suggestedSlug;
  const place = { displayName: slug, description: "", environment: "", provider: "", region: "", groups: [] };
  const nothing = { steps: [], checked: undefined, error: undefined, problems: [] };
  return { context, slug, place, state: "checking", ...nothing };
}
