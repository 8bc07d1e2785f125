import type { LiveView } from "#lib/live/hub";
import { admitToClusters } from "./clusters-view.ts";
import { getCluster } from "./get-cluster.ts";
import { type ClusterDetail, clusterParamsSchema } from "./schemas.ts";

export const CLUSTER_VIEW: LiveView<{ cluster: string }, Omit<ClusterDetail, "revision">> = {
  name: "cluster",
  params: clusterParamsSchema,
  kinds: ["Node", "Pod", "Namespace"],
  admit: (ctx) => admitToClusters(ctx),
  load: (ctx, { cluster }) => getCluster(ctx, cluster),
};
