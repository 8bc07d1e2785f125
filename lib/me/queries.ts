import { getJson } from "#lib/http/api-client";
import type { Me } from "./schemas.ts";

export function meQuery() {
  return {
    queryKey: ["me"] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => getJson<Me>("/api/me", signal),
  };
}
