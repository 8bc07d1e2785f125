import type { z } from "zod";
import { getJson, lookAgain } from "#lib/http/api-client";
import { viewId } from "#lib/live/live-query";
import type { GrantChoices, GrantList, grantFilterSchema } from "./schemas.ts";

/** Grants, of one team for its owners. */
export function grantsQuery(filter: z.input<typeof grantFilterSchema> = {}) {
  const path = viewId("grants", filter);
  return {
    queryKey: ["grants", path] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => lookAgain<GrantList>(`/api/${path}`, signal),
  };
}

export const grantChoicesQuery = {
  queryKey: ["grant-choices"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => getJson<GrantChoices>("/api/grants/choices", signal),
};
