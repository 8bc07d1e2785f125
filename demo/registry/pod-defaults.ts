import type { Container, PodSpec, Toleration } from "../types/workloads.ts";
import { quantityValue } from "../util/quantity.ts";

function defaultContainer(container: Container): Container {
  const pullAlways = !container.image?.includes(":") || container.image.endsWith(":latest");
  const limits = container.resources?.limits;
  const requests = limits ? { ...limits, ...container.resources?.requests } : container.resources?.requests;
  return {
    ...container,
    ...(container.ports
      ? { ports: container.ports.map((port) => ({ ...port, protocol: port.protocol ?? "TCP" })) }
      : {}),
    resources: { ...container.resources, ...(requests ? { requests } : {}) },
    terminationMessagePath: container.terminationMessagePath ?? "/dev/termination-log",
    terminationMessagePolicy: container.terminationMessagePolicy ?? "File",
    imagePullPolicy: container.imagePullPolicy ?? (pullAlways ? "Always" : "IfNotPresent"),
  };
}

/** Defaults of a pod template; the same ones the API server writes into Deployments and Jobs. */
export function defaultTemplateSpec(spec: PodSpec): PodSpec {
  return {
    ...spec,
    containers: (spec.containers ?? []).map(defaultContainer),
    ...(spec.initContainers ? { initContainers: spec.initContainers.map(defaultContainer) } : {}),
    restartPolicy: spec.restartPolicy ?? "Always",
    terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds ?? 30,
    dnsPolicy: spec.dnsPolicy ?? "ClusterFirst",
    ...(spec.serviceAccountName ? { serviceAccount: spec.serviceAccountName } : {}),
    securityContext: spec.securityContext ?? {},
    schedulerName: spec.schedulerName ?? "default-scheduler",
  };
}

const NOT_READY: Toleration[] = ["not-ready", "unreachable"].map((condition) => ({
  key: `node.kubernetes.io/${condition}`,
  operator: "Exists",
  effect: "NoExecute",
  tolerationSeconds: 300,
}));

const accessVolume = (name: string): Record<string, unknown> => ({
  name,
  projected: {
    defaultMode: 420,
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: "token" } },
      { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
      {
        downwardAPI: {
          items: [{ path: "namespace", fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" } }],
        },
      },
    ],
  },
});

/** What admission adds to a pod itself: service account with its token volume, tolerations, priority. */
export function admitPodSpec(input: PodSpec, suffix: string): PodSpec {
  const spec = defaultTemplateSpec(input);
  const volume = `kube-api-access-${suffix}`;
  const mount = { name: volume, readOnly: true, mountPath: "/var/run/secrets/kubernetes.io/serviceaccount" };
  const withMount = (container: Container): Container => ({
    ...container,
    volumeMounts: [...(container.volumeMounts ?? []), mount],
  });
  const has = (key: string | undefined): boolean =>
    (spec.tolerations ?? []).some((toleration) => toleration.key === key);
  return {
    ...spec,
    volumes: [...(spec.volumes ?? []), accessVolume(volume)],
    containers: spec.containers.map(withMount),
    ...(spec.initContainers ? { initContainers: spec.initContainers.map(withMount) } : {}),
    serviceAccountName: spec.serviceAccountName ?? "default",
    serviceAccount: spec.serviceAccountName ?? "default",
    tolerations: [...(spec.tolerations ?? []), ...NOT_READY.filter(({ key }) => !has(key))],
    priority: spec.priority ?? 0,
    enableServiceLinks: spec.enableServiceLinks ?? true,
    preemptionPolicy: spec.preemptionPolicy ?? "PreemptLowerPriority",
  };
}

/** Quality of service class (k8s.io/component-helpers/…/qos): by cpu and memory of all containers. */
export function qosClass(spec: PodSpec): string {
  let guaranteed = true;
  let any = false;
  for (const { resources } of [...spec.containers, ...(spec.initContainers ?? [])]) {
    for (const name of ["cpu", "memory"]) {
      const request = quantityValue(resources?.requests?.[name]);
      const limit = quantityValue(resources?.limits?.[name]);
      any ||= request > 0 || limit > 0;
      if (limit === 0 || limit !== request) guaranteed = false;
    }
  }
  if (!any) return "BestEffort";
  return guaranteed ? "Guaranteed" : "Burstable";
}
