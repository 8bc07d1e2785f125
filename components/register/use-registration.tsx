"use client";

import { useState } from "react";
import type { CheckedContext, InspectedContext } from "#lib/clusters/schemas";
import { isApiError, sendJson } from "#lib/http/api-client";
import type { PlaceValues } from "../cluster-forms/place-fields.tsx";
import { messageOf } from "../forms/use-submit.tsx";

type Problem = { field: string; rule: string; example?: string };

/** One chosen context on its way to a registered cluster. */
export type Draft = {
  context: InspectedContext;
  slug: string;
  place: PlaceValues;
  /** What the first connection found; undefined while it is under way. */
  checked: CheckedContext | undefined;
  state: "checking" | "ready" | "refused" | "registering" | "registered";
  /** What went wrong as a whole. */
  error: string | undefined;
  problems: readonly Problem[];
};

export type Registration = {
  drafts: readonly Draft[];
  begin: (kubeconfig: string, contexts: readonly InspectedContext[]) => void;
  change: (name: string, change: Partial<Pick<Draft, "slug" | "place">>) => void;
  check: (name: string) => void;
  register: () => Promise<boolean>;
};

/** The state of a registration. The kubeconfig stays in this page's memory and is sent with each request. */
export function useRegistration(): Registration {
  const [kubeconfig, setKubeconfig] = useState("");
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const patch = (name: string, change: Partial<Draft>) =>
    setDrafts((all) => all.map((draft) => (draft.context.name === name ? { ...draft, ...change } : draft)));

  async function check(name: string, text: string) {
    patch(name, { state: "checking", checked: undefined, error: undefined, problems: [] });
    try {
      const checked = await sendJson<CheckedContext>("POST", "/api/kubeconfig/check", {
        kubeconfig: text,
        context: name,
      });
      patch(name, { checked, state: checked.usable ? "ready" : "refused" });
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
      setKubeconfig(text);
      setDrafts(contexts.map(newDraft));
      for (const context of contexts) void check(context.name, text);
    },
    change: (name, change) => patch(name, change),
    check: (name) => void check(name, kubeconfig),
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
  return { context, slug, place, checked: undefined, state: "checking", error: undefined, problems: [] };
}
