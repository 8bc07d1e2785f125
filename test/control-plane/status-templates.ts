/** Go templates (with sprig functions) of the statuses that kwok writes, as a kubelet would. */

const NOW = "{{ $now := Now }}\n";

/** Indents every line but empty ones by two spaces. */
export function indent(text: string, times = 1): string {
  return text.replace(/^(?=.)/gm, "  ".repeat(times));
}

/** Conditions of a node that is well, with the time of this heartbeat. */
export const NODE_CONDITIONS = `${NOW}{{ $since := or .metadata.creationTimestamp $now }}
conditions:
{{ range NodeConditions }}
  - type: {{ .type | Quote }}
    status: {{ .status | Quote }}
    reason: {{ .reason | Quote }}
    message: {{ .message | Quote }}
    lastHeartbeatTime: {{ $now | Quote }}
    lastTransitionTime: {{ $since | Quote }}
{{ end }}
`;

/** What a kubelet says of its node when it starts; capacity is the one the node was created with. */
export const NODE_REGISTRATION = `${NODE_CONDITIONS}
addresses:
  - type: InternalIP
    address: {{ NodeIP | Quote }}
  - type: Hostname
    address: {{ NodeName | Quote }}
daemonEndpoints:
  kubeletEndpoint:
    Port: {{ NodePort }}
capacity:
{{ YAML .status.capacity 1 }}
allocatable:
{{ YAML .status.allocatable 1 }}
nodeInfo:
  architecture: amd64
  operatingSystem: linux
  kernelVersion: 6.12.0
  osImage: {{ printf "kwok %s" Version | Quote }}
  containerRuntimeVersion: {{ printf "kwok://%s" Version | Quote }}
  kubeletVersion: v1.36.3
  kubeProxyVersion: ""
  bootID: ""
  machineID: ""
  systemUUID: ""
phase: Running
`;

/** A container's state. `message` is a template of its own. */
export const running = "running:\n  startedAt: {{ $now | Quote }}\n";
export const waiting = (reason: string, message: string): string =>
  `waiting:\n  reason: ${reason}\n  message: {{ ${message} | Quote }}\n`;
export const terminated = (exitCode: number, reason: string): string =>
  `terminated:
  exitCode: ${exitCode}
  reason: ${reason}
  startedAt: {{ $now | Quote }}
  finishedAt: {{ $now | Quote }}
`;

type Containers = {
  readonly state: string;
  readonly lastState?: string;
  readonly ready?: boolean;
  readonly started?: boolean;
  readonly restarts?: number;
};

function containerStatuses({ state, lastState, ready = false, started = false, restarts = 0 }: Containers): string {
  return `containerStatuses:
{{ range .spec.containers }}
  - name: {{ .name | Quote }}
    image: {{ .image | Quote }}
    imageID: ""
    restartCount: ${restarts}
    ready: ${ready}
    started: ${started}
    state:
${indent(state, 3)}${lastState ? `    lastState:\n${indent(lastState, 3)}` : ""}{{ end }}
`;
}

const INIT_STATUSES = `initContainerStatuses:
{{ range .spec.initContainers }}
  - name: {{ .name | Quote }}
    image: {{ .image | Quote }}
    imageID: ""
    restartCount: 0
    ready: true
    {{ if eq (or .restartPolicy "") "Always" }}
    started: true
    state:
${indent(running, 3)}    {{ else }}
    started: false
    state:
${indent(terminated(0, "Completed"), 3)}    {{ end }}
{{ end }}
`;

const POD_IP =
  'PodIPWith .spec.nodeName ( or .spec.hostNetwork false ) ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) | Quote';

const ADDRESSES = `startTime: {{ or .status.startTime $now | Quote }}
hostIP: {{ NodeIPWith .spec.nodeName | Quote }}
hostIPs:
  - ip: {{ NodeIPWith .spec.nodeName | Quote }}
podIP: {{ ${POD_IP} }}
podIPs:
  - ip: {{ ${POD_IP} }}
`;

function conditions(ready: boolean): string {
  const readiness = (type: string) =>
    ready
      ? `  - { type: ${type}, status: "True", lastTransitionTime: {{ $now | Quote }} }\n`
      : `  - type: ${type}
    status: "False"
    reason: ContainersNotReady
    message: {{ printf "containers with unready status: [%s]" (trim $names) | Quote }}
    lastTransitionTime: {{ $now | Quote }}
`;
  return `${NOW}{{ $names := "" }}
{{ range .spec.containers }}{{ $names = printf "%s %s" $names .name }}{{ end }}
conditions:
  - { type: PodReadyToStartContainers, status: "True", lastTransitionTime: {{ $now | Quote }} }
  - { type: Initialized, status: "True", lastTransitionTime: {{ $now | Quote }} }
${readiness("Ready")}${readiness("ContainersReady")}`;
}

/** The whole status of a pod whose init containers have run. */
export function podStatus(phase: "Pending" | "Running", containers: Containers): string {
  const ready = containers.ready ?? false;
  return `${conditions(ready)}${INIT_STATUSES}${containerStatuses(containers)}${ADDRESSES}phase: ${phase}\n`;
}

/** What changes when all containers have ended. */
export function endedStatus(phase: "Succeeded" | "Failed", state: string): string {
  return `${NOW}${containerStatuses({ state })}phase: ${phase}\n`;
}
