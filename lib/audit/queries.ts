import { getJson } from "#lib/http/api-client";
import type { AuditFilter, AuditList, ChainStatus } from "./schemas.ts";

/** One page of the audit. @param ask `lookAgain` for what nobody asked for */
export function getAudit(filter: AuditFilter, signal: AbortSignal, ask: typeof getJson = getJson): Promise<AuditList> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined && value !== "") search.set(name, `${value}`);
  }
  return ask<AuditList>(`/api/audit?${search}`, signal);
}

/** One row, by its id or by that of the row that began it; null: nothing that this person may see. */
export function auditRowQuery(id: string) {
  return {
    queryKey: ["audit-row", id] as const,
    queryFn: async ({ signal }: { signal: AbortSignal }) => (await getAudit({ id, limit: 1 }, signal)).items[0] ?? null,
  };
}

/** Whether the chain of rows is unbroken; asked for when somebody wants to know. */
export const chainStatusQuery = {
  queryKey: ["audit-chain"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => getJson<ChainStatus>("/api/audit/chain", signal),
};
