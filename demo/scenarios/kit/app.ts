import { BEHAVIOUR_ANNOTATION } from "../../controllers/kubelet/behaviour.ts";
import type { Dict, Labels, ObjectInput } from "../../types/object.ts";
import type { Container } from "../../types/workloads.ts";

/** An application as the demo's teams write it down. */
export type AppSpec = {
  name: string;
  namespace: string;
  /** `app.kubernetes.io/part-of`. */
  team: string;
  version: string;
  replicas?: number;
  cpu?: string;
  memory?: string;
  memoryLimit?: string;
  cpuLimit?: string;
  gpus?: number;
  /** How its containers behave; see `behaviour.ts`. */
  behaviour?: string;
  port?: number;
  /** Name of an init container, for example `migrate`. */
  init?: string;
  /** Name of a second container, for example `envoy`. */
  sidecar?: string;
  /** Whether it reads `NAME-config` and `NAME-secrets`. */
  config?: boolean;
  image?: string;
  container?: string;
  nodeSelector?: Labels;
  tolerations?: Dict[];
  minReadySeconds?: number;
  strategy?: Dict;
};

export const selectorLabels = ({ name }: Pick<AppSpec, "name">): Labels => ({ "app.kubernetes.io/name": name });

export function appLabels({ name, version, team }: Pick<AppSpec, "name" | "version" | "team">): Labels {
  return { "app.kubernetes.io/name": name, "app.kubernetes.io/version": version, "app.kubernetes.io/part-of": team };
}

export function imageOf({ name, team, version, image }: Pick<AppSpec, "name" | "team" | "version" | "image">): string {
  return image ?? `registry.example.com/${team}/${name}:${version}`;
}

function mainContainer(app: AppSpec): Container {
  const { cpu = "100m", memory = "128Mi", memoryLimit = memory, cpuLimit, gpus, port = 8080 } = app;
  const gpu: Record<string, string> = gpus ? { "nvidia.com/gpu": String(gpus) } : {};
  const probe = {
    httpGet: { path: "/healthz", port, scheme: "HTTP" },
    periodSeconds: 10,
    timeoutSeconds: 1,
    successThreshold: 1,
    failureThreshold: 3,
  };
  return {
    name: app.container ?? app.name,
    image: imageOf(app),
    ports: [{ name: "http", containerPort: port }],
    env: [
      { name: "APP_VERSION", value: app.version },
      { name: "LOG_LEVEL", value: "info" },
      { name: "POD_NAME", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "metadata.name" } } },
    ],
    ...(app.config
      ? { envFrom: [{ configMapRef: { name: `${app.name}-config` } }, { secretRef: { name: `${app.name}-secrets` } }] }
      : {}),
    resources: {
      requests: { cpu, memory, ...gpu },
      limits: { memory: memoryLimit, ...(cpuLimit ? { cpu: cpuLimit } : {}), ...gpu },
    },
    readinessProbe: probe,
    livenessProbe: { ...probe, initialDelaySeconds: 10 },
  };
}

function sidecarContainer(name: string): Container {
  return {
    name,
    image: `registry.example.com/platform/${name}:3.4.1`,
    ports: [{ name: "admin", containerPort: 9901 }],
    resources: { requests: { cpu: "20m", memory: "48Mi" }, limits: { memory: "96Mi" } },
  };
}

/** The pod template of an application. */
export function templateOf(app: AppSpec, restartPolicy?: string): Dict {
  const container = mainContainer(app);
  if (restartPolicy) {
    delete container.readinessProbe;
    delete container.livenessProbe;
    delete container.ports;
  }
  return {
    metadata: {
      labels: appLabels(app),
      annotations: {
        "prometheus.io/scrape": "true",
        ...(app.behaviour ? { [BEHAVIOUR_ANNOTATION]: app.behaviour } : {}),
      },
    },
    spec: {
      ...(app.init
        ? {
            initContainers: [
              {
                name: app.init,
                image: imageOf(app),
                command: [`/bin/${app.init}`],
                resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } },
              },
            ],
          }
        : {}),
      containers: [container, ...(app.sidecar ? [sidecarContainer(app.sidecar)] : [])],
      ...(restartPolicy ? { restartPolicy } : {}),
      ...(app.nodeSelector ? { nodeSelector: app.nodeSelector } : {}),
      ...(app.tolerations ? { tolerations: app.tolerations } : {}),
    },
  };
}

const metadataOf = (app: AppSpec): ObjectInput["metadata"] => ({
  name: app.name,
  namespace: app.namespace,
  labels: appLabels(app),
});

export function deployment(app: AppSpec): ObjectInput {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: metadataOf(app),
    spec: {
      replicas: app.replicas ?? 2,
      selector: { matchLabels: selectorLabels(app) },
      ...(app.minReadySeconds ? { minReadySeconds: app.minReadySeconds } : {}),
      ...(app.strategy ? { strategy: app.strategy } : {}),
      template: templateOf(app),
    },
  };
}

export function statefulSet(app: AppSpec & { storage: string; storageClass?: string }): ObjectInput {
  const claim = {
    metadata: { name: "data" },
    spec: {
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: app.storage } },
      ...(app.storageClass ? { storageClassName: app.storageClass } : {}),
    },
  };
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: metadataOf(app),
    spec: {
      replicas: app.replicas ?? 3,
      serviceName: app.name,
      selector: { matchLabels: selectorLabels(app) },
      template: templateOf(app),
      volumeClaimTemplates: [claim],
    },
  };
}

export function daemonSet(app: AppSpec): ObjectInput {
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: metadataOf(app),
    spec: { selector: { matchLabels: selectorLabels(app) }, template: templateOf(app) },
  };
}

export type BatchOptions = { parallelism?: number; completions?: number; backoffLimit?: number };

export function job(
  app: AppSpec,
  { parallelism = 1, completions = 1, backoffLimit = 3 }: BatchOptions = {},
): ObjectInput {
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: metadataOf(app),
    spec: { parallelism, completions, backoffLimit, template: templateOf(app, "Never") },
  };
}

export function cronJob(
  app: AppSpec,
  schedule: string,
  options: BatchOptions & { suspend?: boolean } = {},
): ObjectInput {
  const { backoffLimit = 1, suspend = false } = options;
  return {
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: metadataOf(app),
    spec: {
      schedule,
      suspend,
      concurrencyPolicy: "Forbid",
      jobTemplate: { metadata: { labels: appLabels(app) }, spec: { backoffLimit, template: templateOf(app, "Never") } },
    },
  };
}
