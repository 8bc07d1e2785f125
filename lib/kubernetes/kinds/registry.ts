import type { CachedKind } from "../types/rows.ts";
import { CONFIG_MAP } from "./config-map.ts";
import { CRON_JOB } from "./cron-job.ts";
import { DAEMON_SET } from "./daemon-set.ts";
import { DEPLOYMENT } from "./deployment.ts";
import { EVENT } from "./event.ts";
import { HORIZONTAL_POD_AUTOSCALER } from "./horizontal-pod-autoscaler.ts";
import { INGRESS } from "./ingress.ts";
import { JOB } from "./job.ts";
import type { KindDefinition } from "./kind-definition.ts";
import { LIMIT_RANGE } from "./limit-range.ts";
import { NAMESPACE } from "./namespace.ts";
import { NODE } from "./node.ts";
import { PERSISTENT_VOLUME_CLAIM } from "./persistent-volume-claim.ts";
import { POD } from "./pod.ts";
import { POD_METRICS } from "./pod-metrics.ts";
import { REPLICA_SET } from "./replica-set.ts";
import { RESOURCE_QUOTA } from "./resource-quota.ts";
import { SECRET } from "./secret.ts";
import { SERVICE } from "./service.ts";
import { STATEFUL_SET } from "./stateful-set.ts";

/** Every cached kind, in the order in which a cluster's caches start: what a first screen needs comes first. */
export const KINDS: { readonly [K in CachedKind]: KindDefinition<K> } = {
  Namespace: NAMESPACE,
  Deployment: DEPLOYMENT,
  Pod: POD,
  ReplicaSet: REPLICA_SET,
  StatefulSet: STATEFUL_SET,
  DaemonSet: DAEMON_SET,
  Job: JOB,
  CronJob: CRON_JOB,
  Node: NODE,
  ResourceQuota: RESOURCE_QUOTA,
  HorizontalPodAutoscaler: HORIZONTAL_POD_AUTOSCALER,
  Service: SERVICE,
  Ingress: INGRESS,
  PersistentVolumeClaim: PERSISTENT_VOLUME_CLAIM,
  LimitRange: LIMIT_RANGE,
  ConfigMap: CONFIG_MAP,
  Secret: SECRET,
  Event: EVENT,
  PodMetrics: POD_METRICS,
};

export const KIND_NAMES = Object.keys(KINDS) as readonly CachedKind[];
