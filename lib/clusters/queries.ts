import { getJson } from "#lib/http/api-client";
import { type LiveQuery, liveQuery, viewId } from "#lib/live/live-query";
import type { ClusterGroupRow, EnvironmentRow } from "./placement-schemas.ts";
import type { ClusterDetail, ClusterList } from "./schemas.ts";

/** The fleet as the viewer may know it. */
export function clustersQuery(): LiveQuery<ClusterList> {
  return liveQuery(viewId("clusters"));
}

/** One cluster with its nodes. */
export function clusterQuery(slug: string): LiveQuery<ClusterDetail> {
  return liveQuery(viewId("cluster", { cluster: slug }), `/api/clusters/${slug}`);
}

export const environmentsQuery = {
  queryKey: ["environments"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => getJson<{ items: EnvironmentRow[] }>("/api/environments", signal),
};

export const clusterGroupsQuery = {
  queryKey: ["cluster-groups"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    getJson<{ items: ClusterGroupRow[] }>("/api/cluster-groups", signal),
};
