import { getJson } from "#lib/http/api-client";
import type { SearchAnswer } from "./schemas.ts";

/** Everything in the viewer's sight whose name fits the text, and the text itself. */
export function searchQuery(text: string) {
  return {
    queryKey: ["search", text] as const,
    queryFn: async ({ signal }: { signal: AbortSignal }) => ({
      ...(await getJson<SearchAnswer>(`/api/search?q=${encodeURIComponent(text)}`, signal)),
      text,
    }),
  };
}
