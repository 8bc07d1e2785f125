"use client";

import type { ScopeQuery } from "#lib/workloads/schemas";
import { useScope } from "./use-scope.tsx";

/** The scope of the top bar as the queries take it. */
export function useScopeQuery(): ScopeQuery {
  const [scope] = useScope();
  return {
    team: scope.team ?? undefined,
    cluster: scope.cluster ?? undefined,
    environment: scope.environment ?? undefined,
  };
}
