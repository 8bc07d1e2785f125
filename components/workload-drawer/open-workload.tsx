"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useCallback } from "react";
import type { WorkloadRef } from "#lib/workloads/schemas";
import { formatRef, parseRef } from "./workload-ref.ts";

export const WORKLOAD_TABS = ["overview", "pods", "events", "network", "config", "yaml"] as const;
export type WorkloadTab = (typeof WORKLOAD_TABS)[number];

const parsers = {
  open: parseAsString,
  tab: parseAsStringLiteral(WORKLOAD_TABS).withDefault("overview"),
};

/**
 * Which workload is open beside the list: `?open=eu-prod/pay-checkout/deployment/checkout-api&tab=pods`. In the URL, so
 * that "back" closes it and a link opens it; not a route of its own, so that the list never leaves the page.
 */
export function useOpenWorkload() {
  const [state, setState] = useQueryStates(parsers, { history: "push" });
  const ref = state.open === null ? undefined : parseRef(state.open);
  const history = ref ? "replace" : "push";
  const open = useCallback(
    (next: WorkloadRef) => void setState({ open: formatRef(next) }, { history }),
    [setState, history],
  );
  const close = useCallback(() => void setState({ open: null, tab: null }), [setState]);
  return { ref, open, close };
}

/** The tab that is shown of a workload, in the URL. */
export function useWorkloadTab(): [WorkloadTab, (tab: WorkloadTab) => void] {
  const [state, setState] = useQueryStates(parsers);
  return [state.tab, (tab) => void setState({ tab }, { history: "replace" })];
}
