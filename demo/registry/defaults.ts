import type { SeededRandom } from "../random/seeded-random.ts";
import type { Dict, KubeObject } from "../types/object.ts";
import type { CustomResourceDefinition, Service } from "../types/policy.ts";
import type {
  CronJob,
  DaemonSet,
  Deployment,
  Job,
  Pod,
  PodTemplate,
  ReplicaSet,
  StatefulSet,
} from "../types/workloads.ts";
import { dict } from "../util/json.ts";
import { defaultTemplateSpec } from "./pod-defaults.ts";

type Defaulter = (object: KubeObject, random: SeededRandom) => void;

const defaultTemplate = (template: PodTemplate | undefined): PodTemplate => ({
  metadata: template?.metadata ?? {},
  spec: defaultTemplateSpec(template?.spec ?? { containers: [] }),
});

const deployment: Defaulter = (object) => {
  const { spec } = object as Deployment;
  spec.replicas ??= 1;
  spec.template = defaultTemplate(spec.template);
  spec.strategy ??= { type: "RollingUpdate" };
  spec.strategy.type ??= "RollingUpdate";
  if (spec.strategy.type === "RollingUpdate") {
    spec.strategy.rollingUpdate = { maxUnavailable: "25%", maxSurge: "25%", ...spec.strategy.rollingUpdate };
  }
  spec.revisionHistoryLimit ??= 10;
  spec.progressDeadlineSeconds ??= 600;
};

const replicaSet: Defaulter = (object) => {
  const { spec } = object as ReplicaSet;
  spec.replicas ??= 1;
  spec.template = defaultTemplate(spec.template);
};

const statefulSet: Defaulter = (object) => {
  const { spec } = object as StatefulSet;
  spec.replicas ??= 1;
  spec.template = defaultTemplate(spec.template);
  spec.podManagementPolicy ??= "OrderedReady";
  spec.updateStrategy ??= { type: "RollingUpdate" };
  (spec as Dict).revisionHistoryLimit ??= 10;
  (spec as Dict).persistentVolumeClaimRetentionPolicy ??= { whenDeleted: "Retain", whenScaled: "Retain" };
};

const daemonSet: Defaulter = (object) => {
  const { spec } = object as DaemonSet;
  spec.template = defaultTemplate(spec.template);
  spec.updateStrategy ??= { type: "RollingUpdate" };
  (spec.updateStrategy as Dict).rollingUpdate ??= { maxUnavailable: 1, maxSurge: 0 };
  (spec as Dict).revisionHistoryLimit ??= 10;
};

function defaultJobSpec(spec: Job["spec"]): void {
  spec.parallelism ??= 1;
  if (spec.completions === undefined && spec.parallelism <= 1) spec.completions = 1;
  spec.backoffLimit ??= 6;
  spec.suspend ??= false;
  (spec as Dict).completionMode ??= "NonIndexed";
  spec.template = defaultTemplate(spec.template);
}

const job: Defaulter = (object) => {
  const { spec, metadata } = object as Job;
  defaultJobSpec(spec);
  spec.selector ??= { matchLabels: { "batch.kubernetes.io/controller-uid": metadata.uid } };
  const labels = {
    "batch.kubernetes.io/controller-uid": metadata.uid,
    "batch.kubernetes.io/job-name": metadata.name,
    "controller-uid": metadata.uid,
    "job-name": metadata.name,
  };
  spec.template.metadata = { ...spec.template.metadata, labels: { ...spec.template.metadata.labels, ...labels } };
  metadata.labels ??= { ...spec.template.metadata.labels };
};

const cronJob: Defaulter = (object) => {
  const { spec } = object as CronJob;
  spec.concurrencyPolicy ??= "Allow";
  spec.suspend ??= false;
  spec.successfulJobsHistoryLimit ??= 3;
  spec.failedJobsHistoryLimit ??= 1;
  const template = dict(spec.jobTemplate?.spec?.template) as unknown as PodTemplate;
  spec.jobTemplate.spec.template = defaultTemplate(template);
};

const service: Defaulter = (object, random) => {
  const { spec } = object as Service;
  spec.type ??= "ClusterIP";
  spec.sessionAffinity ??= "None";
  if (spec.type === "ExternalName") return;
  spec.clusterIP ??= `10.96.${random.int(0, 255)}.${random.int(1, 254)}`;
  spec.clusterIPs ??= [spec.clusterIP];
  spec.ipFamilies ??= ["IPv4"];
  spec.ipFamilyPolicy ??= "SingleStack";
  spec.internalTrafficPolicy ??= "Cluster";
  const exposed = spec.type === "NodePort" || spec.type === "LoadBalancer";
  spec.ports = spec.ports?.map((port) => ({
    ...port,
    protocol: port.protocol ?? "TCP",
    targetPort: port.targetPort ?? port.port,
    ...(exposed ? { nodePort: port.nodePort ?? random.int(30000, 32767) } : {}),
  }));
};

const namespace: Defaulter = (object) => {
  object.spec = { finalizers: ["kubernetes"] };
  object.metadata.labels = { ...object.metadata.labels, "kubernetes.io/metadata.name": object.metadata.name };
};

const crd: Defaulter = (object) => {
  const { spec } = object as CustomResourceDefinition;
  spec.names.singular ??= spec.names.kind.toLowerCase();
  spec.names.listKind ??= `${spec.names.kind}List`;
};

const secret: Defaulter = (object) => {
  object.type ??= "Opaque";
  const plain = dict(object.stringData);
  const encoded = Object.entries(plain).map(([key, value]) => [key, Buffer.from(String(value)).toString("base64")]);
  if (encoded.length > 0) object.data = { ...dict(object.data), ...Object.fromEntries(encoded) };
  delete object.stringData;
};

const claim: Defaulter = (object) => {
  const spec = dict(object.spec);
  spec.volumeMode ??= "Filesystem";
  object.spec = spec;
};

const autoscaler: Defaulter = (object) => {
  const spec = dict(object.spec);
  spec.minReplicas ??= 1;
  object.spec = spec;
};

const DEFAULTERS: Readonly<Record<string, Defaulter>> = {
  "deployments.apps": deployment,
  "replicasets.apps": replicaSet,
  "statefulsets.apps": statefulSet,
  "daemonsets.apps": daemonSet,
  "jobs.batch": job,
  "cronjobs.batch": cronJob,
  services: service,
  namespaces: namespace,
  secrets: secret,
  persistentvolumeclaims: claim,
  "horizontalpodautoscalers.autoscaling": autoscaler,
  "customresourcedefinitions.apiextensions.k8s.io": crd,
};

/** Fills in the API's defaults, in place: only on an object that is not in the store yet. */
export function applyDefaults(key: string, object: KubeObject, random: SeededRandom): void {
  DEFAULTERS[key]?.(object, random);
}

/** The status a fresh object starts with. */
export function initialStatus(key: string, object: KubeObject): Dict | undefined {
  if (key === "pods") return { phase: "Pending", qosClass: (object as Pod).status?.qosClass };
  if (key === "namespaces") return { phase: "Active" };
  if (key === "persistentvolumeclaims" || key === "persistentvolumes") return { phase: "Pending" };
  if (key === "replicasets.apps" || key === "statefulsets.apps") return { replicas: 0 };
  if (key === "services" || key === "ingresses.networking.k8s.io") return { loadBalancer: {} };
  return {};
}
