import { getJson } from "#lib/http/api-client";
import { type LiveQuery, liveQuery, viewId } from "#lib/live/live-query";
import { kindSlug } from "./format.ts";
import type { WorkloadAnswer, WorkloadList, WorkloadRef, WorkloadsQuery, WorkloadYaml } from "./schemas.ts";

export function workloadsQuery(query: WorkloadsQuery): LiveQuery<WorkloadList> {
  return liveQuery(viewId("workloads", query));
}

function workloadApi({ cluster, namespace, kind, name }: WorkloadRef): string {
  return `/api/workloads/${cluster}/${namespace}/${kindSlug(kind)}/${name}`;
}

/** One workload with all that belongs to it. */
export function workloadQuery(ref: WorkloadRef): LiveQuery<WorkloadAnswer> {
  const { cluster, namespace, kind, name } = ref;
  return liveQuery(viewId("workload", { cluster, namespace, kind, name }), workloadApi(ref));
}

/** The object itself, read from the cluster when somebody looks at it: not live, not kept. */
export function workloadYamlQuery(ref: WorkloadRef) {
  return {
    queryKey: ["yaml", ref.cluster, ref.namespace, ref.kind, ref.name] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => getJson<WorkloadYaml>(`${workloadApi(ref)}/yaml`, signal),
  };
}
