import type { LiveView } from "#lib/live/hub";
import { admitScope } from "#lib/workloads/admit-scope";
import { WORKLOAD_ROW_KINDS } from "#lib/workloads/read-cluster-rows";
import { getNamespace } from "./get-namespace.ts";
import { type NamespaceDetail, type NamespaceRef, namespaceParamsSchema } from "./schemas.ts";

const NEIGHBOURS = ["Service", "Ingress", "PersistentVolumeClaim", "LimitRange", "ConfigMap", "Secret"] as const;

export const NAMESPACE_VIEW: LiveView<NamespaceRef, Omit<NamespaceDetail, "revision">> = {
  name: "namespace",
  params: namespaceParamsSchema,
  kinds: [...WORKLOAD_ROW_KINDS, "Namespace", "ResourceQuota", ...NEIGHBOURS],
  admit: (ctx) => admitScope(ctx, {}),
  load: getNamespace,
};
