import type { CachedKind } from "#lib/kubernetes/types/rows";
import type { LiveView } from "#lib/live/hub";
import { admitScope } from "./admit-scope.ts";
import { getWorkload } from "./get-workload.ts";
import { WORKLOAD_ROW_KINDS } from "./read-cluster-rows.ts";
import { type WorkloadAnswer, type WorkloadRef, workloadParamsSchema } from "./schemas.ts";

const KINDS: readonly CachedKind[] = [
  ...WORKLOAD_ROW_KINDS,
  "Service",
  "Ingress",
  "HorizontalPodAutoscaler",
  "PersistentVolumeClaim",
  "ResourceQuota",
  "ConfigMap",
  "Secret",
  "PodMetrics",
];

export const WORKLOAD_VIEW: LiveView<WorkloadRef, Omit<WorkloadAnswer, "revision">> = {
  name: "workload",
  params: workloadParamsSchema,
  kinds: KINDS,
  admit: (ctx) => admitScope(ctx, {}),
  load: getWorkload,
};
