import { getJson } from "#lib/http/api-client";
import type { AuditFilter, AuditList, ChainStatus } from "./schemas.ts";

/** One page of the audit. */
export function auditQuery(filter: AuditFilter) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) search.set(name, `${value}`);
  return {
    queryKey: ["audit", filter] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => getJson<AuditList>(`/api/audit?${search}`, signal),
  };
}

/** Whether the chain of rows is unbroken; asked for when somebody wants to know. */
export const chainStatusQuery = {
  queryKey: ["audit-chain"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => getJson<ChainStatus>("/api/audit/chain", signal),
};
