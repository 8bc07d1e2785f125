import type { ContainerRow } from "./container-row.ts";

/**
 * Slim rows: what lists and verdicts need of each object, with numbers instead of strings and shared (interned)
 * texts. Times are epoch seconds. CPU is in millicores, memory and storage in bytes. `undefined` means the object does
 * not say; it is never replaced by zero.
 */
export type RowMeta = {
  readonly uid: string;
  /** Empty for cluster-scoped kinds. */
  readonly namespace: string;
  readonly name: string;
  readonly createdAt: number;
  /** Set while the object waits for its finalizers or grace period. */
  readonly deletedAt: number | undefined;
  readonly ownerKind: string | undefined;
  readonly ownerName: string | undefined;
  readonly ownerUid: string | undefined;
};

/** Labels that group workloads into applications: `app.kubernetes.io/name` | `app`, `…/version`, `…/part-of`. */
export type AppLabels = {
  readonly appName: string | undefined;
  readonly appVersion: string | undefined;
  readonly partOf: string | undefined;
};

/** What a pod template says about its neighbours. Names only. */
export type PodTemplateFacts = {
  /** What services select by. */
  readonly labels: Readonly<Record<string, string>>;
  readonly configMaps: readonly string[];
  readonly secrets: readonly string[];
  readonly claims: readonly string[];
};

export type ConditionRow = {
  readonly type: string;
  readonly status: "True" | "False" | "Unknown";
  readonly reason: string | undefined;
  readonly message: string | undefined;
  readonly since: number | undefined;
};

export type NamespaceRow = RowMeta & { readonly phase: string; readonly labels: Readonly<Record<string, string>> };

export type NodeRow = RowMeta & {
  readonly conditions: readonly ConditionRow[];
  readonly unschedulable: boolean;
  readonly taints: readonly string[];
  readonly roles: readonly string[];
  readonly kubeletVersion: string | undefined;
  readonly osImage: string | undefined;
  readonly architecture: string | undefined;
  readonly zone: string | undefined;
  readonly instanceType: string | undefined;
  readonly cpuCapacity: number | undefined;
  readonly cpuAllocatable: number | undefined;
  readonly memoryCapacity: number | undefined;
  readonly memoryAllocatable: number | undefined;
  readonly podsAllocatable: number | undefined;
  readonly gpuAllocatable: number | undefined;
  readonly gpuResource: string | undefined;
};

export type UnreadyFacts = {
  /** ContainersNotReady, ReadinessGatesNotReady, PodFailed …; none when the node's silence made the pod unready. */
  readonly reason: string | undefined;
  readonly message: string | undefined;
  readonly since: number | undefined;
};

export type PodRow = RowMeta &
  AppLabels & {
    readonly phase: string;
    readonly reason: string | undefined;
    readonly message: string | undefined;
    readonly node: string | undefined;
    readonly ready: boolean;
    /** What the Ready condition says while it is not True; most pods have none. */
    readonly unready?: UnreadyFacts | undefined;
    readonly startedAt: number | undefined;
    /** Text of the PodScheduled=False condition. */
    readonly unschedulable: string | undefined;
    readonly containers: readonly ContainerRow[];
    /** Effective requests of the pod (sum of containers, at least the largest init container). */
    readonly cpuRequest: number;
    readonly memoryRequest: number;
    readonly gpuRequest: number;
    /** `controller-revision-hash`: the revision of the StatefulSet or DaemonSet that it was made from. */
    readonly revisionHash?: string | undefined;
  };

export type DeploymentRow = RowMeta &
  AppLabels & {
    readonly desired: number;
    readonly updated: number;
    readonly ready: number;
    readonly available: number;
    readonly replicas: number;
    readonly paused: boolean;
    readonly generation: number;
    readonly observedGeneration: number;
    readonly images: readonly string[];
    readonly template?: PodTemplateFacts;
    readonly conditions: readonly ConditionRow[];
    readonly strategy: string | undefined;
  };

export type ReplicaSetRow = RowMeta &
  AppLabels & {
    readonly desired: number;
    readonly ready: number;
    readonly replicas: number;
    /** `deployment.kubernetes.io/revision`. */
    readonly revision: number | undefined;
    readonly images: readonly string[];
    readonly conditions: readonly ConditionRow[];
  };

export type StatefulSetRow = RowMeta &
  AppLabels & {
    readonly desired: number;
    readonly updated: number;
    readonly ready: number;
    /** Ready for `minReadySeconds`; old clusters do not say. */
    readonly available?: number | undefined;
    readonly replicas: number;
    readonly generation: number;
    readonly observedGeneration: number;
    readonly currentRevision: string | undefined;
    readonly updateRevision: string | undefined;
    /** Pods below this ordinal keep the old revision on purpose. */
    readonly partition?: number | undefined;
    /** `RollingUpdate`, or `OnDelete`: pods are updated when somebody deletes them. */
    readonly strategy?: string | undefined;
    readonly images: readonly string[];
    readonly template?: PodTemplateFacts;
    /** When the pod template was last written, or a little later; clusters may not say. */
    readonly templateWrittenAt?: number | undefined;
  };

export type DaemonSetRow = RowMeta &
  AppLabels & {
    readonly desired: number;
    readonly current: number;
    readonly ready: number;
    readonly updated: number;
    readonly unavailable: number;
    readonly strategy?: string | undefined;
    readonly generation: number;
    readonly observedGeneration: number;
    readonly images: readonly string[];
    readonly template?: PodTemplateFacts;
    /** When the pod template was last written, or a little later; clusters may not say. */
    readonly templateWrittenAt?: number | undefined;
  };

export type JobRow = RowMeta &
  AppLabels & {
    readonly completions: number | undefined;
    readonly parallelism: number;
    readonly backoffLimit: number;
    readonly active: number;
    readonly succeeded: number;
    readonly failed: number;
    readonly suspended: boolean;
    readonly startedAt: number | undefined;
    readonly completedAt: number | undefined;
    readonly images: readonly string[];
    readonly template?: PodTemplateFacts;
    readonly conditions: readonly ConditionRow[];
  };

export type CronJobRow = RowMeta &
  AppLabels & {
    readonly schedule: string;
    readonly timeZone: string | undefined;
    readonly suspended: boolean;
    readonly active: number;
    readonly lastScheduledAt: number | undefined;
    readonly lastSucceededAt: number | undefined;
    /** A run later than this many seconds is skipped. */
    readonly startingDeadline?: number | undefined;
    /** `Allow`, `Forbid` (skip a run while one is active) or `Replace`. */
    readonly concurrency?: string | undefined;
    /** When anything of the spec was last written; clusters may not say. */
    readonly specWrittenAt?: number | undefined;
    readonly images: readonly string[];
    readonly template?: PodTemplateFacts;
  };

export type ServiceRow = RowMeta & {
  readonly type: string;
  readonly clusterIp: string | undefined;
  readonly ports: readonly string[];
  readonly selector: Readonly<Record<string, string>> | undefined;
  readonly externalName: string | undefined;
  readonly loadBalancer: readonly string[];
};

export type IngressRow = RowMeta & {
  readonly className: string | undefined;
  readonly hosts: readonly string[];
  readonly tls: boolean;
  /** Names of the services it sends to. */
  readonly services: readonly string[];
  readonly addresses: readonly string[];
};

export type HorizontalPodAutoscalerRow = RowMeta & {
  readonly targetKind: string;
  readonly targetName: string;
  readonly min: number;
  readonly max: number;
  readonly current: number;
  readonly desired: number;
  readonly conditions: readonly ConditionRow[];
};

export type PersistentVolumeClaimRow = RowMeta & {
  readonly phase: string;
  readonly storageClass: string | undefined;
  readonly requested: number | undefined;
  readonly capacity: number | undefined;
  readonly volumeName: string | undefined;
  /** Of a resize. */
  readonly conditions?: readonly ConditionRow[];
};

export type QuotaItem = { readonly resource: string; readonly hard: number; readonly used: number };

export type ResourceQuotaRow = RowMeta & { readonly items: readonly QuotaItem[]; readonly scoped: boolean };

export type LimitRangeRow = RowMeta & {
  readonly limits: readonly {
    readonly type: string;
    readonly resource: string;
    readonly min: number | undefined;
    readonly max: number | undefined;
    readonly default: number | undefined;
    readonly defaultRequest: number | undefined;
  }[];
};

export type EventRow = RowMeta & {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly source: string | undefined;
  readonly regardingKind: string;
  readonly regardingName: string;
  readonly regardingUid: string | undefined;
  /** The container it is about, where it is about one. */
  readonly container?: string | undefined;
};

/** What the containers of a pod use at present, as metrics.k8s.io says; CPU to fractions of a millicore. No uid; made at `createdAt`. */
export type PodMetricsRow = RowMeta & { readonly cpu: number | undefined; readonly memory: number | undefined };

export type ConfigMapRow = RowMeta;
export type SecretRow = RowMeta;

export type RowByKind = {
  Namespace: NamespaceRow;
  Node: NodeRow;
  Pod: PodRow;
  Deployment: DeploymentRow;
  ReplicaSet: ReplicaSetRow;
  StatefulSet: StatefulSetRow;
  DaemonSet: DaemonSetRow;
  Job: JobRow;
  CronJob: CronJobRow;
  Service: ServiceRow;
  Ingress: IngressRow;
  HorizontalPodAutoscaler: HorizontalPodAutoscalerRow;
  PersistentVolumeClaim: PersistentVolumeClaimRow;
  ResourceQuota: ResourceQuotaRow;
  LimitRange: LimitRangeRow;
  Event: EventRow;
  ConfigMap: ConfigMapRow;
  Secret: SecretRow;
  PodMetrics: PodMetricsRow;
};

export type CachedKind = keyof RowByKind;
