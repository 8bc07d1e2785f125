import type { ObjectInput } from "../../types/object.ts";
import { type AppSpec, appLabels, selectorLabels } from "./app.ts";

export function service(app: AppSpec, type = "ClusterIP"): ObjectInput {
  const { port = 8080 } = app;
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: app.name, namespace: app.namespace, labels: appLabels(app) },
    spec: { type, selector: selectorLabels(app), ports: [{ name: "http", port: 80, targetPort: port }] },
  };
}

export function ingress(app: AppSpec, host: string): ObjectInput {
  const backend = { service: { name: app.name, port: { number: 80 } } };
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name: app.name, namespace: app.namespace, labels: appLabels(app) },
    spec: {
      ingressClassName: "nginx",
      tls: [{ hosts: [host], secretName: `${app.name}-tls` }],
      rules: [{ host, http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }],
    },
  };
}

export function configMap(app: AppSpec, data: Record<string, string>): ObjectInput {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: `${app.name}-config`, namespace: app.namespace, labels: appLabels(app) },
    data,
  };
}

/** A Secret whose values are plainly made up. */
export function secret(app: AppSpec, keys: readonly string[]): ObjectInput {
  const stringData = Object.fromEntries(keys.map((key) => [key, `demo-value-of-${key}`]));
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: `${app.name}-secrets`, namespace: app.namespace, labels: appLabels(app) },
    type: "Opaque",
    stringData,
  };
}

export function autoscaler(app: AppSpec, min: number, max: number): ObjectInput {
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name: app.name, namespace: app.namespace, labels: appLabels(app) },
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: app.name },
      minReplicas: min,
      maxReplicas: max,
      metrics: [
        { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } },
      ],
    },
  };
}

export function claim(namespace: string, name: string, storage: string, storageClassName?: string): ObjectInput {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name, namespace },
    spec: {
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage } },
      ...(storageClassName ? { storageClassName } : {}),
    },
  };
}
