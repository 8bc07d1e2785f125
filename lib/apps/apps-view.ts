import type { LiveView } from "#lib/live/hub";
import { admitScope } from "#lib/workloads/admit-scope";
import type { Narrowing } from "#lib/workloads/narrow-scope";
import { WORKLOAD_ROW_KINDS } from "#lib/workloads/read-cluster-rows";
import { scopeQuerySchema } from "#lib/workloads/schemas";
import { listApps } from "./list-apps.ts";
import type { AppList } from "./schemas.ts";

export const APPS_VIEW: LiveView<Narrowing, Omit<AppList, "revision">> = {
  name: "apps",
  params: scopeQuerySchema,
  kinds: WORKLOAD_ROW_KINDS,
  admit: admitScope,
  load: listApps,
};
