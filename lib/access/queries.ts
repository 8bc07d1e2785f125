import type { z } from "zod";
import { getJson } from "#lib/http/api-client";
import type { AccessExplanation, explainAccessInput } from "./schemas.ts";

/** Why somebody may do something, or what comes nearest. */
export function explainAccessQuery(question: z.input<typeof explainAccessInput>) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(question)) if (value !== undefined) search.set(name, value);
  return {
    queryKey: ["access", "explain", question] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      getJson<AccessExplanation>(`/api/access/explain?${search}`, signal),
  };
}
