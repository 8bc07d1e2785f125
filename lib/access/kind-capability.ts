import type { CachedKind } from "#lib/kubernetes/types/rows";
import type { Capability, KubeVerb } from "./types.ts";

/**
 * How each cached kind is asked for. ConfigMaps and Secrets are cached as names only, so listing them is a right of its
 * own: the subresource `metadata`, which gives no value away.
 */
export const KIND_RESOURCES: Readonly<
  Record<CachedKind, { group: string; resource: string; subresource: string; clusterScoped: boolean }>
> = {
  Namespace: namespaced("", "namespaces"),
  Node: { ...namespaced("", "nodes"), clusterScoped: true },
  Pod: namespaced("", "pods"),
  Deployment: namespaced("apps", "deployments"),
  ReplicaSet: namespaced("apps", "replicasets"),
  StatefulSet: namespaced("apps", "statefulsets"),
  DaemonSet: namespaced("apps", "daemonsets"),
  Job: namespaced("batch", "jobs"),
  CronJob: namespaced("batch", "cronjobs"),
  Service: namespaced("", "services"),
  Ingress: namespaced("networking.k8s.io", "ingresses"),
  HorizontalPodAutoscaler: namespaced("autoscaling", "horizontalpodautoscalers"),
  PersistentVolumeClaim: namespaced("", "persistentvolumeclaims"),
  ResourceQuota: namespaced("", "resourcequotas"),
  LimitRange: namespaced("", "limitranges"),
  Event: namespaced("", "events"),
  ConfigMap: { ...namespaced("", "configmaps"), subresource: "metadata" },
  Secret: { ...namespaced("", "secrets"), subresource: "metadata" },
  PodMetrics: namespaced("metrics.k8s.io", "pods"),
};

function namespaced(group: string, resource: string) {
  return { group, resource, subresource: "", clusterScoped: false };
}

/** The right to do `verb` to rows of a kind. */
export function kindCapability(kind: CachedKind, verb: KubeVerb = "list"): Capability {
  const { group, resource, subresource } = KIND_RESOURCES[kind];
  return { group, resource, subresource, verb };
}
