import type { LiveView } from "#lib/live/hub";
import { admitScope } from "#lib/workloads/admit-scope";
import type { Narrowing } from "#lib/workloads/narrow-scope";
import { WORKLOAD_ROW_KINDS } from "#lib/workloads/read-cluster-rows";
import { scopeQuerySchema } from "#lib/workloads/schemas";
import { listNamespaces } from "./list-namespaces.ts";
import type { NamespaceList } from "./schemas.ts";

export const NAMESPACES_VIEW: LiveView<Narrowing, Omit<NamespaceList, "revision">> = {
  name: "namespaces",
  params: scopeQuerySchema,
  kinds: [...WORKLOAD_ROW_KINDS, "Namespace", "ResourceQuota"],
  admit: admitScope,
  load: listNamespaces,
};
