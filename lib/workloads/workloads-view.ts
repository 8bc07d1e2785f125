import type { LiveView } from "#lib/live/hub";
import { admitScope } from "./admit-scope.ts";
import { listWorkloads, type WorkloadsInput } from "./list-workloads.ts";
import { WORKLOAD_ROW_KINDS } from "./read-cluster-rows.ts";
import { type WorkloadList, workloadsQuerySchema } from "./schemas.ts";

export const WORKLOADS_VIEW: LiveView<WorkloadsInput, Omit<WorkloadList, "revision">> = {
  name: "workloads",
  params: workloadsQuerySchema,
  kinds: WORKLOAD_ROW_KINDS,
  admit: admitScope,
  load: listWorkloads,
};
