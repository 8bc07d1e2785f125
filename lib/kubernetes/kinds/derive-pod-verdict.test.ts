import { describe, expect, test } from "vitest";
import {
  ago,
  asIs,
  condition,
  eventObject,
  NOW,
  object,
  podObject,
  running,
  terminated,
  waiting,
} from "../testing/objects.ts";
import type { EventRow } from "../types/rows.ts";
import { derivePodVerdict } from "./derive-pod-verdict.ts";
import { EVENT } from "./event.ts";
import { NODE } from "./node.ts";
import { POD } from "./pod.ts";

type Options = { events?: [reason: string, message: string, more?: Record<string, unknown>][]; node?: unknown };

function judge(pod: Parameters<typeof podObject>[0], { events = [], node }: Options = {}) {
  const row = POD.project(podObject(pod), asIs);
  if (!row) throw new Error("no row");
  const rows = events
    .map(([reason, message, more]) => EVENT.project(eventObject(row.uid, reason, message, more), asIs))
    .filter((event): event is EventRow => event !== undefined);
  const nodeRow = node ? NODE.project(node, asIs) : undefined;
  return derivePodVerdict(row, {
    now: NOW,
    eventsOf: (uid) => (uid === row.uid ? rows : []),
    nodeOf: () => nodeRow,
  });
}

const pull = (reason: string, message?: string) => ({
  phase: "Pending",
  ready: false,
  containers: [{ image: "ledger:1.8.3", state: waiting(reason, message) }],
});
const REF =
  'failed to pull and unpack image "docker.io/library/ledger:1.8.3": failed to resolve reference "docker.io/library/ledger:1.8.3"';

describe("image pull", () => {
  test.each([
    [
      "not found",
      pull("ErrImagePull", `rpc error: code = NotFound desc = ${REF}: docker.io/library/ledger:1.8.3: not found`),
      "Image `ledger:1.8.3` cannot be pulled: not found in the registry.",
    ],
    [
      "manifest unknown",
      pull("ErrImagePull", "manifest unknown: manifest tagged by 1.8.3 is not found"),
      "Image `ledger:1.8.3` cannot be pulled: not found in the registry.",
    ],
    [
      "unauthorised",
      pull(
        "ErrImagePull",
        `rpc error: code = Unknown desc = ${REF}: failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized`,
      ),
      "Image `ledger:1.8.3` cannot be pulled: the registry refuses access, or the repository does not exist.",
    ],
    [
      "access denied",
      pull(
        "ErrImagePull",
        "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
      ),
      "Image `ledger:1.8.3` cannot be pulled: the registry refuses access, or the repository does not exist.",
    ],
    [
      "back-off alone",
      pull("ImagePullBackOff", 'Back-off pulling image "ledger:1.8.3"'),
      "Image `ledger:1.8.3` cannot be pulled.",
    ],
    [
      "back-off with its cause (since 1.31)",
      pull(
        "ImagePullBackOff",
        `Back-off pulling image "ledger:1.8.3": ErrImagePull: rpc error: code = NotFound desc = ${REF}: not found`,
      ),
      "Image `ledger:1.8.3` cannot be pulled: not found in the registry.",
    ],
    [
      "no such host",
      pull(
        "ErrImagePull",
        `${REF}: failed to do request: Head "https://registry.example/v2/": dial tcp: lookup registry.example on 10.0.0.10:53: no such host`,
      ),
      "Image `ledger:1.8.3` cannot be pulled: the name of the registry does not resolve.",
    ],
    [
      "timeout",
      pull("ErrImagePull", `${REF}: dial tcp 192.0.2.1:443: i/o timeout`),
      "Image `ledger:1.8.3` cannot be pulled: the registry does not answer.",
    ],
    [
      "rate limit",
      pull(
        "ErrImagePull",
        "429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.",
      ),
      "Image `ledger:1.8.3` cannot be pulled: the registry limits how many images may be pulled.",
    ],
    [
      "certificate",
      pull("ErrImagePull", "tls: failed to verify certificate: x509: certificate signed by unknown authority"),
      "Image `ledger:1.8.3` cannot be pulled: the certificate of the registry is not trusted.",
    ],
    [
      "platform",
      pull("ErrImagePull", "no match for platform in manifest: not found"),
      "Image `ledger:1.8.3` cannot be pulled: it was not built for the platform of the node.",
    ],
    [
      "invalid name",
      pull("InvalidImageName", 'Failed to apply default image tag "Ledger": invalid reference format'),
      "Image `ledger:1.8.3` cannot be pulled: the name is not valid.",
    ],
    [
      "never pull",
      pull("ErrImageNeverPull", 'Container image "ledger:1.8.3" is not present with pull policy of Never'),
      "Image `ledger:1.8.3` cannot be pulled: it is not on the node and the pull policy is Never.",
    ],
  ])("%s", (_, pod, sentence) => {
    expect(judge(pod)).toMatchObject({ level: "failing", label: "Image pull", cause: "image-pull", sentence });
  });

  test("the event says what the back-off does not", () => {
    const verdict = judge(pull("ImagePullBackOff", 'Back-off pulling image "ledger:1.8.3"'), {
      events: [["Failed", 'Failed to pull image "ledger:1.8.3": rpc error: code = NotFound desc = not found']],
    });
    expect(verdict.sentence).toBe("Image `ledger:1.8.3` cannot be pulled: not found in the registry.");
  });
});

const crash = (container: object) => ({ ready: false, containers: [{ ready: false, ...container }] });
const backOff = (text: string) =>
  waiting("CrashLoopBackOff", `back-off ${text} restarting failed container=api pod=x_y(z)`);

describe("crashes", () => {
  test.each([
    [
      "OOM in a crash loop",
      crash({ limit: "256Mi", restarts: 4, state: backOff("2m40s"), last: terminated(137, "OOMKilled", 40) }),
      "oom-killed",
      "OOM-killed",
      "Container `api` was OOM-killed (limit 256Mi), 4 restarts in 12 min, next start in 2 min.",
    ],
    [
      "OOM just now",
      crash({ limit: "1536Mi", restarts: 0, state: terminated(137, "OOMKilled", 5) }),
      "oom-killed",
      "OOM-killed",
      "Container `api` was OOM-killed (limit 1.5Gi).",
    ],
    [
      "OOM without a limit",
      crash({ restarts: 2, state: backOff("20s"), last: terminated(137, "OOMKilled", 30) }),
      "oom-killed",
      "OOM-killed",
      "Container `api` was OOM-killed (no memory limit), 2 restarts in 12 min.",
    ],
    [
      "exit 1",
      crash({ restarts: 5, state: backOff("2m40s"), last: terminated(1, "Error", 120) }),
      "crash-loop",
      "Crash loop",
      "Container `api` keeps crashing: exit code 1, 5 restarts in 12 min, next start in 40 s.",
    ],
    [
      "the next start is not known",
      crash({ restarts: 5, state: waiting("CrashLoopBackOff"), last: terminated(1, "Error", 120) }),
      "crash-loop",
      "Crash loop",
      "Container `api` keeps crashing: exit code 1, 5 restarts in 12 min.",
    ],
    [
      "exit 0 again and again",
      crash({ restarts: 3, state: backOff("40s"), last: terminated(0, "Completed", 60) }),
      "crash-loop",
      "Crash loop",
      "Container `api` keeps crashing: exit code 0, it ended without an error, 3 restarts in 12 min.",
    ],
    [
      "command not found",
      crash({ restarts: 1, state: backOff("10s"), last: terminated(127, "Error", 60) }),
      "crash-loop",
      "Crash loop",
      "Container `api` keeps crashing: exit code 127, its command was not found, 1 restart in 12 min.",
    ],
    [
      "killed",
      crash({ restarts: 2, state: backOff("20s"), last: terminated(137, "Error", 60) }),
      "crash-loop",
      "Crash loop",
      "Container `api` keeps crashing: exit code 137, it was killed, 2 restarts in 12 min.",
    ],
    [
      "segfault",
      crash({ restarts: 2, state: backOff("20s"), last: terminated(139, "Error", 60) }),
      "crash-loop",
      "Crash loop",
      "Container `api` keeps crashing: exit code 139, it accessed memory that is not its own, 2 restarts in 12 min.",
    ],
    [
      "never ran",
      crash({ restarts: 2, state: backOff("20s"), last: terminated(128, "StartError", 60) }),
      "crash-loop",
      "Crash loop",
      "Container `api` keeps crashing: its command cannot be run, 2 restarts in 12 min.",
    ],
    [
      "between two runs",
      crash({ restarts: 1, state: terminated(2, "Error", 3) }),
      "container-error",
      "Container error",
      "Container `api` ended with exit code 2, 1 restart in 12 min.",
    ],
  ])("%s", (_, pod, cause, label, sentence) => {
    expect(judge(pod)).toMatchObject({ level: "failing", cause, label, sentence });
  });

  test.each([
    [
      "runs again after OOM",
      { limit: "256Mi", ready: true, restarts: 1, state: running(100), last: terminated(137, "OOMKilled", 101) },
      "degraded",
      "oom-killed",
      "Container `api` was OOM-killed (limit 256Mi), 1 restart in 12 min.",
    ],
    [
      "runs again after a crash",
      { ready: true, restarts: 2, state: running(100), last: terminated(1, "Error", 130) },
      "degraded",
      "restarted",
      "Container `api` restarted 2 min ago: exit code 1, 2 restarts in 12 min.",
    ],
    [
      "a crash long ago is history",
      { ready: true, restarts: 2, state: running(700), last: terminated(1, "Error", 701) },
      "healthy",
      undefined,
      "Ready, 2 restarts in 12 min.",
    ],
  ])("%s", (_, container, level, cause, sentence) => {
    expect(judge({ containers: [container] })).toMatchObject({ level, cause, sentence });
  });
});

describe("containers that cannot start", () => {
  const cannot = (reason: string, message: string) => ({
    phase: "Pending",
    ready: false,
    containers: [{ state: waiting(reason, message) }],
  });
  test.each([
    [
      "no ConfigMap",
      cannot("CreateContainerConfigError", 'configmap "price-rules" not found'),
      "config-missing",
      "Container `api` cannot start: ConfigMap `price-rules` does not exist.",
    ],
    [
      "no Secret",
      cannot("CreateContainerConfigError", 'secret "database" not found'),
      "config-missing",
      "Container `api` cannot start: Secret `database` does not exist.",
    ],
    [
      "no key in a ConfigMap",
      cannot("CreateContainerConfigError", "couldn't find key CURRENCY in ConfigMap pay-checkout/price-rules"),
      "config-missing",
      "Container `api` cannot start: ConfigMap `price-rules` has no key `CURRENCY`.",
    ],
    [
      "no key in a Secret",
      cannot("CreateContainerConfigError", "couldn't find key password in Secret pay-checkout/database"),
      "config-missing",
      "Container `api` cannot start: Secret `database` has no key `password`.",
    ],
    [
      "runs as root",
      cannot(
        "CreateContainerConfigError",
        'container has runAsNonRoot and image will run as root (pod: "x", container: api)',
      ),
      "start-error",
      "Container `api` cannot start: its image runs as root and the pod does not allow that.",
    ],
    [
      "no such command",
      cannot(
        "RunContainerError",
        'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "serve": executable file not found in $PATH',
      ),
      "start-error",
      "Container `api` cannot start: the command `serve` is not in the image.",
    ],
    [
      "not executable",
      cannot("RunContainerError", 'exec: "/app/run.sh": permission denied'),
      "start-error",
      "Container `api` cannot start: the command `/app/run.sh` may not be executed.",
    ],
    [
      "another error",
      cannot("CreateContainerError", "context deadline exceeded"),
      "start-error",
      "Container `api` cannot start: context deadline exceeded.",
    ],
  ])("%s", (_, pod, cause, sentence) => {
    expect(judge(pod)).toMatchObject({ level: "failing", cause, sentence });
  });

  test("a container that could not be started at all", () => {
    const verdict = judge(
      crash({
        state: terminated(128, "StartError", 5, { message: 'exec: "serve": executable file not found in $PATH' }),
      }),
    );
    expect(verdict).toMatchObject({
      cause: "start-error",
      sentence: "Container `api` cannot start: the command `serve` is not in the image.",
    });
  });
});

describe("scheduling", () => {
  const pending = (unschedulable: string) => ({
    phase: "Pending",
    ready: false,
    node: null,
    containers: [{}],
    unschedulable,
  });
  const preemption = "preemption: 0/4 nodes are available: 4 No preemption victims found for incoming pod.";
  test.each([
    [
      "cpu",
      pending(`0/4 nodes are available: 4 Insufficient cpu. ${preemption}`),
      "0 of 4 nodes fit: 4 have too little cpu.",
    ],
    [
      "two reasons, larger first",
      pending(
        `0/4 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 3 Insufficient memory. ${preemption}`,
      ),
      "0 of 4 nodes fit: 3 have too little memory, 1 has the taint `node-role.kubernetes.io/control-plane`.",
    ],
    [
      "taint with a value",
      pending(`0/2 nodes are available: 2 node(s) had untolerated taint {dedicated: gpu}. ${preemption}`),
      "0 of 2 nodes fit: 2 have the taint `dedicated=gpu`.",
    ],
    [
      "old taint text",
      pending("0/1 nodes are available: 1 node(s) had taint {dedicated: gpu}, that the pod didn't tolerate."),
      "0 of 1 nodes fit: 1 has the taint `dedicated=gpu`.",
    ],
    [
      "GPUs",
      pending(
        "0/3 nodes are available: 3 Insufficient nvidia.com/gpu. no new claims to deallocate, preemption: 0/3 nodes are available.",
      ),
      "0 of 3 nodes fit: 3 have too little `nvidia.com/gpu`.",
    ],
    [
      "node selector",
      pending(`0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. ${preemption}`),
      "0 of 3 nodes fit: 3 do not match the node selector.",
    ],
    [
      "anti-affinity",
      pending(`0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules. ${preemption}`),
      "0 of 3 nodes fit: 3 already run a pod that this one must stay apart from.",
    ],
    [
      "cordoned",
      pending(`0/3 nodes are available: 1 node(s) were unschedulable, 2 Too many pods. ${preemption}`),
      "0 of 3 nodes fit: 2 run as many pods as allowed, 1 is cordoned.",
    ],
    [
      "volume elsewhere",
      pending(`0/2 nodes are available: 2 node(s) had volume node affinity conflict. ${preemption}`),
      "0 of 2 nodes fit: 2 cannot reach its volume.",
    ],
    [
      "topology spread",
      pending(`0/2 nodes are available: 2 node(s) didn't match pod topology spread constraints. ${preemption}`),
      "0 of 2 nodes fit: 2 would break the topology spread.",
    ],
    [
      "claim not bound",
      pending(`0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. ${preemption}`),
      "0 of 2 nodes fit: its volume claim is not bound.",
    ],
    [
      "claim missing",
      pending(`0/2 nodes are available: persistentvolumeclaim "data" not found. ${preemption}`),
      "0 of 2 nodes fit: the volume claim `data` does not exist.",
    ],
    ["no nodes", pending("no nodes available to schedule pods"), "The cluster has no nodes."],
    ["unknown text", pending("something new happened"), "Something new happened."],
  ])("%s", (_, pod, sentence) => {
    expect(judge(pod)).toMatchObject({ level: "failing", label: "Not schedulable", cause: "unschedulable", sentence });
  });

  test("a gate is no failure", () => {
    const verdict = judge(pending("Scheduling is blocked due to non-empty scheduling gates"));
    expect(verdict).toMatchObject({ level: "progressing", cause: "gated" });
  });

  test("a new pod waits, an old one that no scheduler looked at is odd", () => {
    const pod = { phase: "Pending", ready: false, node: null, containers: [{}] };
    expect(judge({ ...pod, age: 10 })).toMatchObject({ level: "progressing", cause: "starting" });
    expect(judge({ ...pod, age: 600 })).toMatchObject({
      level: "degraded",
      sentence: "No scheduler has looked at it for 10 min.",
    });
  });
});

describe("starting and readiness", () => {
  const notReady = (seconds: number) => ({ ready: false, containers: [{ state: running(seconds) }] });
  test.each([
    ["just started", notReady(20), [], "progressing", "starting", "Container `api` started 20 s ago."],
    [
      "long not ready",
      notReady(240),
      [],
      "degraded",
      "not-ready",
      "Container `api` has run for 4 min but is not ready.",
    ],
    [
      "HTTP status",
      notReady(240),
      [["Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503"]],
      "degraded",
      "not-ready",
      "Container `api` is not ready: readiness probe failed, HTTP status 503, 3 times in 4 min.",
    ],
    [
      "connection refused",
      notReady(240),
      [
        [
          "Unhealthy",
          'Readiness probe failed: Get "http://10.1.2.3:8080/ready": dial tcp 10.1.2.3:8080: connect: connection refused',
          { count: 1 },
        ],
      ],
      "degraded",
      "not-ready",
      "Container `api` is not ready: readiness probe failed, connection refused.",
    ],
    [
      "timeout",
      notReady(240),
      [
        [
          "Unhealthy",
          'Readiness probe failed: Get "http://10.1.2.3:8080/ready": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
          { count: 1 },
        ],
      ],
      "degraded",
      "not-ready",
      "Container `api` is not ready: readiness probe failed, no answer in time.",
    ],
    [
      "startup probe",
      notReady(30),
      [["Unhealthy", "Startup probe failed: cat: /tmp/up: No such file or directory", { count: 1 }]],
      "progressing",
      "not-ready",
      "Container `api` is not ready: startup probe failed, cat: /tmp/up: No such file or directory.",
    ],
    [
      "an old event says nothing about now",
      notReady(2400),
      [["Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503", { lastTimestamp: ago(1800) }]],
      "degraded",
      "not-ready",
      "Container `api` has run for 40 min but is not ready.",
    ],
  ] as [string, object, Options["events"], string, string, string][])(
    "%s",
    (_, pod, events, level, cause, sentence) => {
      expect(judge(pod, { events: events ?? [] })).toMatchObject({ level, cause, sentence });
    },
  );

  const creating = (age: number) => ({
    phase: "Pending",
    ready: false,
    age,
    containers: [{ state: waiting("ContainerCreating") }],
  });
  test.each([
    ["for a moment", creating(10), [], "progressing", "starting", "1 container not created after 10 s."],
    ["for long", creating(900), [], "degraded", "starting", "1 container not created after 15 min."],
    [
      "a ConfigMap volume",
      creating(200),
      [["FailedMount", 'MountVolume.SetUp failed for volume "rules" : configmap "price-rules" not found']],
      "failing",
      "config-missing",
      "Volume `rules` cannot be mounted: ConfigMap `price-rules` does not exist.",
    ],
    [
      "a Secret volume",
      creating(200),
      [["FailedMount", 'MountVolume.SetUp failed for volume "tls" : secret "checkout-tls" not found']],
      "failing",
      "config-missing",
      "Volume `tls` cannot be mounted: Secret `checkout-tls` does not exist.",
    ],
    [
      "timed out",
      creating(200),
      [
        [
          "FailedMount",
          "Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[data kube-api-access]: timed out waiting for the condition",
        ],
      ],
      "failing",
      "volume",
      "Volume `data` was not mounted in time.",
    ],
    [
      "attached elsewhere",
      creating(200),
      [["FailedAttachVolume", 'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) ledger-0']],
      "failing",
      "volume",
      "Volume `pvc-1` is still attached to the node of pod `ledger-0`.",
    ],
    [
      "exclusively attached",
      creating(200),
      [
        [
          "FailedAttachVolume",
          'Multi-Attach error for volume "pvc-1" Volume is already exclusively attached to one node and can\'t be attached to another',
        ],
      ],
      "failing",
      "volume",
      "Volume `pvc-1` is still attached to another node.",
    ],
    [
      "no network",
      creating(200),
      [
        [
          "FailedCreatePodSandBox",
          'Failed to create pod sandbox: plugin type="bridge" failed (add): no IP addresses available',
        ],
      ],
      "failing",
      "network",
      'The pod\'s network could not be set up: Failed to create pod sandbox: plugin type="bridge" failed (add): no IP addresses available.',
    ],
  ] as [string, object, Options["events"], string, string, string][])(
    "creating %s",
    (_, pod, events, level, cause, sentence) => {
      expect(judge(pod, { events: events ?? [] })).toMatchObject({ level, cause, sentence });
    },
  );
});

describe("init containers and sidecars", () => {
  const blocked = [{ state: waiting("PodInitializing") }];
  test.each([
    [
      "crash loop",
      { init: [{ name: "migrate", restarts: 3, state: backOff("40s"), last: terminated(1, "Error", 60) }] },
      "failing",
      "crash-loop",
      "Init container `migrate` keeps crashing: exit code 1, 3 restarts in 12 min.",
    ],
    [
      "OOM",
      { init: [{ name: "migrate", limit: "64Mi", restarts: 1, state: terminated(137, "OOMKilled", 2) }] },
      "failing",
      "oom-killed",
      "Init container `migrate` was OOM-killed (limit 64Mi), 1 restart in 12 min.",
    ],
    [
      "image",
      { init: [{ name: "migrate", image: "tools:9", state: waiting("ErrImagePull", "not found") }] },
      "failing",
      "image-pull",
      "Image `tools:9` cannot be pulled: not found in the registry.",
    ],
    [
      "runs",
      {
        init: [
          { name: "fetch", state: terminated(0, "Completed", 100) },
          { name: "wait-db", state: running(90) },
        ],
      },
      "progressing",
      "init-waiting",
      "Init container `wait-db` (2 of 2) has been running for 2 min.",
    ],
    [
      "runs for long",
      { init: [{ name: "wait-db", state: running(480) }] },
      "degraded",
      "init-waiting",
      "Init container `wait-db` has been running for 8 min.",
    ],
    [
      "sidecar crashes",
      {
        init: [
          {
            name: "proxy",
            restartPolicy: "Always",
            restarts: 2,
            state: backOff("20s"),
            last: terminated(1, "Error", 30),
          },
        ],
      },
      "failing",
      "crash-loop",
      "Sidecar `proxy` keeps crashing: exit code 1, 2 restarts in 12 min.",
    ],
  ])("%s", (_, pod, level, cause, sentence) => {
    expect(judge({ phase: "Pending", ready: false, containers: blocked, ...pod })).toMatchObject({
      level,
      cause,
      sentence,
    });
  });
});

describe("ends", () => {
  const failed = (status: object) => ({
    phase: "Failed",
    ready: false,
    containers: [{}],
    status: { phase: "Failed", ...status },
  });
  const node = (ready: object) => object("Node", "n-07", { status: { conditions: [ready] } });
  test.each([
    [
      "evicted for memory",
      failed({
        reason: "Evicted",
        message:
          "The node was low on resource: memory. Threshold quantity: 100Mi, available: 60Mi. Container api was using 812Mi, request is 128Mi, has larger consumption of memory.",
      }),
      {},
      "failing",
      "evicted",
      "Pod evicted, the node was low on memory.",
    ],
    [
      "evicted for disk",
      failed({
        reason: "Evicted",
        message: "The node was low on resource: ephemeral-storage. Threshold quantity: 1Gi, available: 800Mi.",
      }),
      {},
      "failing",
      "evicted",
      "Pod evicted, the node was low on ephemeral-storage.",
    ],
    [
      "evicted for its own disk use",
      failed({
        reason: "Evicted",
        message: "Pod ephemeral local storage usage exceeds the total limit of containers 1Gi.",
      }),
      {},
      "failing",
      "evicted",
      "Pod evicted, it used more local storage than allowed.",
    ],
    [
      "preempted",
      failed({ reason: "Preempting", message: "Preempted in order to admit critical pod" }),
      {},
      "failing",
      "pod-failed",
      "The pod failed: a pod of higher priority took its place.",
    ],
    [
      "node shut down",
      failed({ reason: "Terminated", message: "Pod was terminated in response to imminent node shutdown." }),
      {},
      "failing",
      "pod-failed",
      "The pod failed: its node was shut down.",
    ],
    [
      "no room on the node",
      failed({
        reason: "OutOfcpu",
        message: "Node didn't have enough resource: cpu, requested: 500, used: 3900, capacity: 4000",
      }),
      {},
      "failing",
      "pod-failed",
      "The pod failed: the node had too little cpu.",
    ],
    [
      "deadline",
      failed({ reason: "DeadlineExceeded", message: "Pod was active on the node longer than the specified deadline" }),
      {},
      "failing",
      "deadline",
      "It ran longer than its deadline allows.",
    ],
    [
      "a Job's container",
      { phase: "Failed", ready: false, containers: [{ state: terminated(3, "Error", 60) }] },
      {},
      "failing",
      "container-error",
      "Container `api` ended with exit code 3.",
    ],
    [
      "completed",
      { phase: "Succeeded", ready: false, containers: [{ state: terminated(0, "Completed", 60) }] },
      {},
      "idle",
      "completed",
      "All containers have completed.",
    ],
    [
      "terminating",
      { metadata: { deletionTimestamp: ago(-20) } },
      {},
      "progressing",
      "terminating",
      "It is being deleted.",
    ],
    [
      "stuck terminating",
      { metadata: { deletionTimestamp: ago(600) } },
      {},
      "degraded",
      "terminating",
      "It should have been gone 10 min ago and is still there.",
    ],
    [
      "stuck on a lost node",
      { metadata: { deletionTimestamp: ago(600) } },
      { node: node(condition("Ready", "Unknown")) },
      "degraded",
      "terminating",
      "It should have been gone 10 min ago and is still there: its node `n-07` does not confirm that it has stopped.",
    ],
    [
      "node silent",
      {},
      { node: node(condition("Ready", "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.")) },
      "failing",
      "node-lost",
      "Its node `n-07` has not reported for 5 min.",
    ],
    [
      "node not ready",
      {},
      { node: node(condition("Ready", "False", "KubeletNotReady", "PLEG is not healthy")) },
      "failing",
      "node-lost",
      "Its node `n-07` has not been ready for 5 min.",
    ],
    [
      "node lost, old text",
      { phase: "Unknown", status: { phase: "Unknown", reason: "NodeLost" } },
      {},
      "failing",
      "node-lost",
      "Its node `n-07` has not reported.",
    ],
    ["healthy", {}, { node: node(condition("Ready", "True")) }, "healthy", undefined, "Ready."],
    [
      "healthy with two containers",
      {
        containers: [
          { name: "api", ready: true, state: running() },
          { name: "log", ready: true, state: running() },
        ],
      },
      {},
      "healthy",
      undefined,
      "2 of 2 containers ready.",
    ],
    [
      "readiness gate",
      { ready: false, containers: [{ ready: true, state: running() }] },
      {},
      "degraded",
      "not-ready",
      "Every container runs, but the pod is not ready: a readiness gate is not met.",
    ],
  ] as [string, object, Options, string, string | undefined, string][])(
    "%s",
    (_, pod, options, level, cause, sentence) => {
      expect(judge(pod, options)).toMatchObject({ level, cause, sentence });
    },
  );
});
