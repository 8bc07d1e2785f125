import { getJson } from "#lib/http/api-client";
import type { SearchAnswer } from "./schemas.ts";

/** Everything in the viewer's sight whose name fits the text. */
export function searchQuery(text: string) {
  return {
    queryKey: ["search", text] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      getJson<SearchAnswer>(`/api/search?q=${encodeURIComponent(text)}`, signal),
  };
}
