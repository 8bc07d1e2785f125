import { getJson } from "#lib/http/api-client";
import type { Account } from "./schemas.ts";

export const accountQuery = {
  queryKey: ["account"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => getJson<Account>("/api/me/account", signal),
};
