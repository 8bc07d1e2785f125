import type { Answer } from "#lib/http/answer";
import { type LiveQuery, liveQuery, viewId } from "#lib/live/live-query";
import type { ScopeQuery } from "#lib/workloads/schemas";
import type { NamespaceListRow } from "./schemas.ts";

export function namespacesQuery(scope: ScopeQuery): LiveQuery<Answer<NamespaceListRow>> {
  return liveQuery(viewId("namespaces", scope));
}
