import { parseAsStringLiteral } from "nuqs/server";

export const CLUSTER_TABS = ["overview", "nodes", "namespaces", "connection", "access"] as const;
export type ClusterTab = (typeof CLUSTER_TABS)[number];

/** Which part of the cluster is shown. */
export const CLUSTER_PARAMS = { tab: parseAsStringLiteral(CLUSTER_TABS).withDefault("overview") };
