import type { Condition, Dict, KubeObject, LabelSelector, Labels } from "./object.ts";

export type ResourceList = Record<string, string>;

export type Container = {
  name: string;
  image: string;
  command?: string[];
  args?: string[];
  env?: { name: string; value?: string; valueFrom?: Dict }[];
  envFrom?: Dict[];
  ports?: { name?: string; containerPort: number; protocol?: string }[];
  resources?: { requests?: ResourceList; limits?: ResourceList };
  volumeMounts?: Dict[];
  restartPolicy?: string;
  [field: string]: unknown;
};

export type Toleration = {
  key?: string;
  operator?: string;
  value?: string;
  effect?: string;
  tolerationSeconds?: number;
};

export type PodSpec = {
  containers: Container[];
  initContainers?: Container[];
  nodeName?: string;
  nodeSelector?: Labels;
  restartPolicy?: string;
  tolerations?: Toleration[];
  volumes?: Dict[];
  terminationGracePeriodSeconds?: number;
  serviceAccountName?: string;
  [field: string]: unknown;
};

export type ContainerState = {
  waiting?: { reason: string; message?: string };
  running?: { startedAt: string };
  terminated?: {
    exitCode: number;
    reason: string;
    message?: string;
    startedAt: string;
    finishedAt: string;
    containerID: string;
  };
};

export type ContainerStatus = {
  name: string;
  state: ContainerState;
  lastState: ContainerState;
  ready: boolean;
  restartCount: number;
  image: string;
  imageID: string;
  containerID?: string;
  started: boolean;
};

export type PodStatus = {
  phase: "Pending" | "Running" | "Succeeded" | "Failed" | "Unknown";
  reason?: string;
  message?: string;
  conditions?: Condition[];
  hostIP?: string;
  hostIPs?: { ip: string }[];
  podIP?: string;
  podIPs?: { ip: string }[];
  startTime?: string;
  containerStatuses?: ContainerStatus[];
  initContainerStatuses?: ContainerStatus[];
  qosClass?: string;
};

export type PodTemplate = { metadata: { labels?: Labels; annotations?: Labels }; spec: PodSpec };
export type Pod = KubeObject & { spec: PodSpec; status: PodStatus };

type IntOrPercent = number | string;

export type Deployment = KubeObject & {
  spec: {
    replicas: number;
    selector: LabelSelector;
    template: PodTemplate;
    strategy: { type: string; rollingUpdate?: { maxSurge?: IntOrPercent; maxUnavailable?: IntOrPercent } };
    minReadySeconds?: number;
    revisionHistoryLimit: number;
    progressDeadlineSeconds: number;
    paused?: boolean;
  };
  status: {
    observedGeneration?: number;
    replicas?: number;
    updatedReplicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    unavailableReplicas?: number;
    conditions?: Condition[];
  };
};

export type ReplicaSet = KubeObject & {
  spec: { replicas: number; selector: LabelSelector; template: PodTemplate; minReadySeconds?: number };
  status: {
    replicas: number;
    fullyLabeledReplicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    observedGeneration?: number;
    conditions?: Condition[];
  };
};

export type StatefulSet = KubeObject & {
  spec: {
    replicas: number;
    selector: LabelSelector;
    serviceName: string;
    template: PodTemplate;
    volumeClaimTemplates?: KubeObject[];
    updateStrategy: { type: string };
    podManagementPolicy?: string;
  };
  status: {
    observedGeneration?: number;
    replicas: number;
    readyReplicas?: number;
    availableReplicas?: number;
    currentReplicas?: number;
    updatedReplicas?: number;
    currentRevision?: string;
    updateRevision?: string;
    collisionCount?: number;
  };
};

export type DaemonSet = KubeObject & {
  spec: { selector: LabelSelector; template: PodTemplate; updateStrategy: { type: string } };
  status: Dict;
};

export type Job = KubeObject & {
  spec: {
    parallelism: number;
    completions?: number;
    backoffLimit: number;
    template: PodTemplate;
    selector?: LabelSelector;
    suspend?: boolean;
    ttlSecondsAfterFinished?: number;
    activeDeadlineSeconds?: number;
  };
  status: {
    active?: number;
    ready?: number;
    succeeded?: number;
    failed?: number;
    terminating?: number;
    startTime?: string;
    completionTime?: string;
    conditions?: Condition[];
    uncountedTerminatedPods?: Dict;
  };
};

export type CronJob = KubeObject & {
  spec: {
    schedule: string;
    timeZone?: string;
    suspend: boolean;
    concurrencyPolicy: string;
    successfulJobsHistoryLimit: number;
    failedJobsHistoryLimit: number;
    jobTemplate: { metadata?: { labels?: Labels; annotations?: Labels }; spec: Job["spec"] };
  };
  status: { active?: Dict[]; lastScheduleTime?: string; lastSuccessfulTime?: string };
};

export type NodeTaint = { key: string; value?: string; effect: string; timeAdded?: string };
export type Node = KubeObject & {
  spec: { podCIDR?: string; providerID?: string; unschedulable?: boolean; taints?: NodeTaint[] };
  status: {
    capacity: ResourceList;
    allocatable: ResourceList;
    conditions: Condition[];
    addresses: { type: string; address: string }[];
    nodeInfo: Dict;
    images?: Dict[];
  };
};
