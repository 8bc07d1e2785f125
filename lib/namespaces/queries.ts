import type { Answer } from "#lib/http/answer";
import { type LiveQuery, liveQuery, viewId } from "#lib/live/live-query";
import type { ScopeQuery } from "#lib/workloads/schemas";
import type { NamespaceDetail, NamespaceListRow, NamespaceRef } from "./schemas.ts";

export function namespacesQuery(scope: ScopeQuery): LiveQuery<Answer<NamespaceListRow>> {
  return liveQuery(viewId("namespaces", scope));
}

/** One namespace with its workloads. */
export function namespaceQuery({ cluster, namespace }: NamespaceRef): LiveQuery<NamespaceDetail> {
  return liveQuery(viewId("namespace", { cluster, namespace }), `/api/namespaces/${cluster}/${namespace}`);
}
