import { describe, expect, test } from "vitest";
import { backOff, crash, judgePod } from "../testing/judge-pod.ts";
import { running, terminated, waiting } from "../testing/objects.ts";

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
    expect(judgePod(pod)).toMatchObject({ level: "failing", cause, label, sentence });
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
    expect(judgePod({ containers: [container] })).toMatchObject({ level, cause, sentence });
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
    expect(judgePod(pod)).toMatchObject({ level: "failing", cause, sentence });
  });

  test("a container that could not be started at all", () => {
    const verdict = judgePod(
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
    expect(judgePod({ phase: "Pending", ready: false, containers: blocked, ...pod })).toMatchObject({
      level,
      cause,
      sentence,
    });
  });
});
