import type { KubeObject } from "./bench.ts";

const IMAGE = "registry.example.com/shop/web:1.0";
const BEHAVIOUR = "demo.wheelhouse.example/behaviour";

type Workload = {
  readonly namespace: string;
  readonly name?: string;
  readonly replicas?: number;
  readonly image?: string;
  /** How its pods behave: `ok`, `unready`, `crash`, `oom`, `image-pull`, `config`, `fail`. */
  readonly behaviour?: string;
  readonly resources?: { requests?: Record<string, string>; limits?: Record<string, string> };
  readonly labels?: Record<string, string>;
};

function template(workload: Workload, restartPolicy?: string): object {
  const { name = "web", behaviour, image = IMAGE, resources } = workload;
  return {
    metadata: { labels: { app: name }, ...(behaviour ? { annotations: { [BEHAVIOUR]: behaviour } } : {}) },
    spec: {
      ...(restartPolicy ? { restartPolicy } : {}),
      terminationGracePeriodSeconds: 1,
      containers: [{ name: "web", image, ...(resources ? { resources } : {}) }],
    },
  };
}

function selecting(kind: string, workload: Workload, spec: object): object {
  const { namespace, name = "web", labels } = workload;
  return {
    apiVersion: "apps/v1",
    kind,
    metadata: { name, namespace, labels: { app: name, ...labels } },
    spec: { selector: { matchLabels: { app: name } }, template: template(workload), ...spec },
  };
}

export function deployment(workload: Workload): object {
  return selecting("Deployment", workload, { replicas: workload.replicas ?? 1 });
}

export function statefulSet(workload: Workload): object {
  return selecting("StatefulSet", workload, {
    replicas: workload.replicas ?? 1,
    serviceName: workload.name ?? "web",
  });
}

export function daemonSet(workload: Workload): object {
  return selecting("DaemonSet", workload, {});
}

export function job(workload: Workload & { readonly backoffLimit?: number }): object {
  const { namespace, name = "web", backoffLimit = 6 } = workload;
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name, namespace },
    spec: { backoffLimit, template: template(workload, "Never") },
  };
}

export function pod(workload: Workload): object {
  const { namespace, name = "web", labels } = workload;
  const { metadata, spec } = template(workload) as { metadata: object; spec: object };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...metadata, name, namespace, ...(labels ? { labels } : {}) },
    spec,
  };
}

export function configMap(
  namespace: string,
  name: string,
  { labels, data = { key: "value" } }: { labels?: Record<string, string>; data?: Record<string, string> } = {},
): object {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace, ...(labels ? { labels } : {}) }, data };
}

export const names = (objects: readonly KubeObject[]): string[] => objects.map(({ metadata }) => metadata.name);

/** The status of a condition, `undefined` when the object has none of this type. */
export function condition(
  object: KubeObject,
  type: string,
): { status: string; reason?: string; message?: string } | undefined {
  const conditions: { type: string; status: string; reason?: string; message?: string }[] =
    object.status?.conditions ?? [];
  return conditions.find((candidate) => candidate.type === type);
}
