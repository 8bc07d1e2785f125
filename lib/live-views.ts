import { APPS_VIEW } from "#lib/apps/apps-view";
import { HOME_VIEW } from "#lib/apps/home-view";
import { CLUSTER_VIEW } from "#lib/clusters/cluster-view";
import { CLUSTERS_VIEW } from "#lib/clusters/clusters-view";
import { NAMESPACE_VIEW } from "#lib/namespaces/namespace-view";
import { NAMESPACES_VIEW } from "#lib/namespaces/namespaces-view";
import { SUMMARY_VIEW } from "#lib/summary/summary-view";
import { WORKLOAD_VIEW } from "#lib/workloads/workload-view";
import { WORKLOADS_VIEW } from "#lib/workloads/workloads-view";

/** Everything that can be followed live. */
export const LIVE_VIEWS = [
  HOME_VIEW,
  APPS_VIEW,
  WORKLOADS_VIEW,
  WORKLOAD_VIEW,
  NAMESPACES_VIEW,
  NAMESPACE_VIEW,
  CLUSTERS_VIEW,
  CLUSTER_VIEW,
  SUMMARY_VIEW,
] as const;
