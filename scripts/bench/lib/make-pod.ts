/**
 * A pod as an API server sends it: about 6.4 KB of JSON, of which a quarter is managedFields. Every third one has a
 * sidecar, three pods share an owner. Deterministic: equal numbers give equal pods.
 */
export function makePod(index: number): Record<string, unknown> {
  const app = `app-${Math.floor(index / 12)}`;
  const namespace = `team-${index % 40}`;
  const hash = hex(Math.floor(index / 3), 10);
  const name = `${app}-${hash}-${hex(index, 5)}`;
  const containers = ["main", ...(index % 3 === 0 ? ["proxy"] : [])].map((one) => containerOf(one, app, index));
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: metadataOf(index, { name, namespace, app, hash }),
    spec: {
      nodeName: `node-${index % 200}.example.internal`,
      containers,
      volumes: [tokenVolume(index)],
      restartPolicy: "Always",
      terminationGracePeriodSeconds: 30,
      dnsPolicy: "ClusterFirst",
      serviceAccountName: "default",
      serviceAccount: "default",
      securityContext: {},
      schedulerName: "default-scheduler",
      tolerations: ["not-ready", "unreachable"].map((key) => ({
        key: `node.kubernetes.io/${key}`,
        operator: "Exists",
        effect: "NoExecute",
        tolerationSeconds: 300,
      })),
      priority: 0,
      enableServiceLinks: true,
      preemptionPolicy: "PreemptLowerPriority",
    },
    status: statusOf(index, containers),
  };
}

type Names = { name: string; namespace: string; app: string; hash: string };

function metadataOf(index: number, { name, namespace, app, hash }: Names): Record<string, unknown> {
  return {
    name,
    generateName: `${app}-${hash}-`,
    namespace,
    uid: uid(index),
    resourceVersion: String(1_000_000 + index),
    creationTimestamp: time(index),
    labels: {
      "app.kubernetes.io/name": app,
      "app.kubernetes.io/version": `1.${index % 9}.0`,
      "app.kubernetes.io/part-of": namespace,
      "pod-template-hash": hash,
    },
    annotations: {
      "prometheus.io/scrape": "true",
      "prometheus.io/port": "8080",
      "kubectl.kubernetes.io/restartedAt": time(index),
    },
    ownerReferences: [
      {
        apiVersion: "apps/v1",
        kind: "ReplicaSet",
        name: `${app}-${hash}`,
        uid: uid(1_000_000 + Math.floor(index / 3)),
        controller: true,
        blockOwnerDeletion: true,
      },
    ],
    managedFields: ["kube-controller-manager", "kubelet"].map((manager) => ({
      manager,
      operation: "Update",
      apiVersion: "v1",
      time: time(index),
      fieldsType: "FieldsV1",
      fieldsV1: fields(manager === "kubelet" ? 4 : 10),
    })),
  };
}

function fields(count: number): Record<string, unknown> {
  const keys = Array.from({ length: count }, (_, at) => [
    `k:{"type":"Condition${at}"}`,
    { ".": {}, "f:lastProbeTime": {}, "f:status": {}, "f:type": {} },
  ]);
  return {
    "f:status": {
      "f:conditions": Object.fromEntries(keys),
      "f:hostIP": {},
      "f:podIP": {},
      "f:phase": {},
      "f:startTime": {},
    },
  };
}

function containerOf(name: string, app: string, index: number): Record<string, unknown> {
  return {
    name,
    image: `registry.example.com/team/${name === "main" ? app : "proxy"}:1.${index % 9}.0`,
    env: Array.from({ length: 8 }, (_, at) => ({
      name: `ENV_VARIABLE_${at}`,
      value: `some-configuration-value-${at}-${index}`,
    })),
    ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }],
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "256Mi" } },
    readinessProbe: {
      httpGet: { path: "/ready", port: 8080, scheme: "HTTP" },
      timeoutSeconds: 1,
      periodSeconds: 10,
      successThreshold: 1,
      failureThreshold: 3,
    },
    livenessProbe: {
      httpGet: { path: "/live", port: 8080, scheme: "HTTP" },
      timeoutSeconds: 1,
      periodSeconds: 10,
      successThreshold: 1,
      failureThreshold: 3,
    },
    volumeMounts: [
      { name: "kube-api-access", readOnly: true, mountPath: "/var/run/secrets/kubernetes.io/serviceaccount" },
    ],
    terminationMessagePath: "/dev/termination-log",
    terminationMessagePolicy: "File",
    imagePullPolicy: "IfNotPresent",
  };
}

function tokenVolume(index: number): Record<string, unknown> {
  const sources = [
    { serviceAccountToken: { expirationSeconds: 3607, path: "token" } },
    { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
  ];
  return { name: `kube-api-access-${hex(index, 5)}`, projected: { sources, defaultMode: 420 } };
}

function statusOf(index: number, containers: readonly Record<string, unknown>[]): Record<string, unknown> {
  const types = ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"];
  return {
    phase: "Running",
    conditions: types.map((type) => ({ type, status: "True", lastProbeTime: null, lastTransitionTime: time(index) })),
    hostIP: `192.168.${index % 200}.10`,
    podIP: `10.${(index >> 8) & 255}.${index & 255}.7`,
    podIPs: [{ ip: `10.${(index >> 8) & 255}.${index & 255}.7` }],
    startTime: time(index),
    containerStatuses: containers.map(({ name, image }) => ({
      name,
      image,
      imageID: `${image}@sha256:${hex(index, 64)}`,
      containerID: `containerd://${hex(index + 7, 64)}`,
      state: { running: { startedAt: time(index + 4) } },
      lastState: {},
      ready: true,
      started: true,
      restartCount: index % 5,
    })),
    qosClass: "Burstable",
  };
}

function time(index: number): string {
  return new Date(1_790_000_000_000 + index * 1000).toISOString().replace(".000Z", "Z");
}

function uid(index: number): string {
  const text = hex(index, 32);
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
}

/** Hexadecimal digits that look random and differ from number to number. */
function hex(index: number, length: number): string {
  let state = (index + 1) * 2_654_435_761;
  let text = "";
  while (text.length < length) {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    text += state.toString(16).padStart(8, "0");
  }
  return text.slice(0, length);
}
