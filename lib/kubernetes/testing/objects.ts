/**
 * Kubernetes objects in the shape that a real API server sends, for tests of projections and verdicts. Times are
 * relative to NOW: `ago(60)` is a minute before it.
 */
export const NOW = Date.UTC(2026, 10, 21, 12) / 1000;

/** RFC 3339, as the API writes times. */
export function ago(seconds: number): string {
  return new Date((NOW - seconds) * 1000).toISOString().replace(".000Z", "Z");
}

type Json = Record<string, unknown>;

type Container = {
  readonly name?: string;
  readonly image?: string;
  readonly limit?: string;
  readonly restartPolicy?: string;
  readonly ready?: boolean;
  readonly restarts?: number;
  /** `{ running: … }`, `{ waiting: … }` or `{ terminated: … }`; absent: the kubelet has not reported. */
  readonly state?: Json;
  readonly last?: Json;
};

type Pod = {
  readonly name?: string;
  readonly uid?: string;
  readonly phase?: string;
  readonly node?: string | null;
  readonly age?: number;
  readonly ready?: boolean;
  readonly owner?: { kind: string; name: string; uid: string };
  readonly containers?: readonly Container[];
  readonly init?: readonly Container[];
  readonly ephemeral?: readonly Container[];
  /** Reason and message of Ready=False. */
  readonly unready?: Json;
  /** Message of PodScheduled=False. */
  readonly unschedulable?: string;
  readonly status?: Json;
  readonly metadata?: Json;
};

export const running = (seconds = 600): Json => ({ running: { startedAt: ago(seconds) } });
export const waiting = (reason: string, message?: string): Json => ({ waiting: { reason, message } });
export const terminated = (exitCode: number, reason: string, seconds: number, more: Json = {}): Json => ({
  terminated: {
    exitCode,
    reason,
    startedAt: ago(seconds + 30),
    finishedAt: ago(seconds),
    containerID: "containerd://0",
    ...more,
  },
});

function specOf(container: Container): Json {
  return {
    name: container.name ?? "api",
    image: container.image ?? "registry.example/pay/api:2.14.0",
    resources: {
      requests: { cpu: "100m", memory: container.limit ?? "128Mi" },
      ...(container.limit ? { limits: { memory: container.limit } } : {}),
    },
    ...(container.restartPolicy ? { restartPolicy: container.restartPolicy } : {}),
    terminationMessagePath: "/dev/termination-log",
    imagePullPolicy: "IfNotPresent",
  };
}

function statusOf(container: Container): Json | undefined {
  if (!container.state) return undefined;
  return {
    name: container.name ?? "api",
    image: container.image ?? "registry.example/pay/api:2.14.0",
    ready: container.ready ?? false,
    started: container.ready ?? false,
    restartCount: container.restarts ?? 0,
    state: container.state,
    lastState: container.last ?? {},
  };
}

const statuses = (containers: readonly Container[]) =>
  containers.map(statusOf).filter((status) => status !== undefined);

export function podObject(pod: Pod = {}): Json {
  const { age = 720, node = "n-07" } = pod;
  const containers = pod.containers ?? [{ ready: true, state: running() }];
  const init = pod.init ?? [];
  const scheduled = pod.unschedulable
    ? {
        type: "PodScheduled",
        status: "False",
        reason: "Unschedulable",
        message: pod.unschedulable,
        lastTransitionTime: ago(age),
      }
    : { type: "PodScheduled", status: "True", lastTransitionTime: ago(age) };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: pod.name ?? "checkout-6d9f7-2kq4x",
      namespace: "pay-checkout",
      uid: pod.uid ?? `uid-${pod.name ?? "2kq4x"}`,
      resourceVersion: "4711",
      creationTimestamp: ago(age),
      labels: { app: "checkout" },
      managedFields: [{ manager: "kubelet", operation: "Update", fieldsV1: { "f:status": {} } }],
      ...(pod.owner ? { ownerReferences: [{ apiVersion: "apps/v1", controller: true, ...pod.owner }] } : {}),
      ...pod.metadata,
    },
    spec: {
      ...(node && !pod.unschedulable ? { nodeName: node } : {}),
      initContainers: init.map(specOf),
      containers: containers.map(specOf),
      ...(pod.ephemeral ? { ephemeralContainers: pod.ephemeral.map(specOf) } : {}),
    },
    status: {
      phase: pod.phase ?? "Running",
      ...(node && !pod.unschedulable ? { startTime: ago(age) } : {}),
      conditions: [scheduled, readyCondition(pod, age)],
      initContainerStatuses: statuses(init),
      containerStatuses: statuses(containers),
      ...(pod.ephemeral ? { ephemeralContainerStatuses: statuses(pod.ephemeral) } : {}),
      ...pod.status,
    },
  };
}

function readyCondition({ ready = true, unready }: Pod, age: number): Json {
  return { type: "Ready", status: ready ? "True" : "False", lastTransitionTime: ago(age), ...unready };
}

/** An object with the usual metadata. */
export function object(
  kind: string,
  name: string,
  parts: { spec?: Json; status?: Json; metadata?: Json; age?: number },
): Json {
  return {
    kind,
    metadata: {
      name,
      namespace: "pay-checkout",
      uid: `uid-${name}`,
      creationTimestamp: ago(parts.age ?? 86_400),
      generation: 1,
      ...parts.metadata,
    },
    spec: parts.spec ?? {},
    status: parts.status ?? {},
  };
}

export function condition(type: string, status: string, reason?: string, message?: string, seconds = 300): Json {
  return { type, status, reason, message, lastTransitionTime: ago(seconds), lastHeartbeatTime: ago(5) };
}

export function ownedBy(kind: string, name: string): Json {
  return { ownerReferences: [{ apiVersion: "v1", kind, name, uid: `uid-${name}`, controller: true }] };
}

/** An event of core/v1 about the object with `uid`. */
export function eventObject(uid: string, reason: string, message: string, more: Json = {}): Json {
  return {
    kind: "Event",
    metadata: {
      name: `e.${reason}.${uid}`,
      namespace: "pay-checkout",
      uid: `event-${reason}-${uid}`,
      creationTimestamp: ago(240),
    },
    type: "Warning",
    reason,
    message,
    count: 3,
    firstTimestamp: ago(240),
    lastTimestamp: ago(20),
    source: { component: "kubelet" },
    involvedObject: { kind: "Pod", namespace: "pay-checkout", name: "x", uid },
    ...more,
  };
}

/** Projects with no sharing of texts; for tests. */
export const asIs = (text: string): string => text;
