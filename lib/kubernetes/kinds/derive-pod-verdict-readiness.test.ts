import { describe, expect, test } from "vitest";
import { judgePod, type PodSigns } from "../testing/judge-pod.ts";
import { ago, running, terminated, waiting } from "../testing/objects.ts";

type Case = [string, object, PodSigns["events"], string, string | undefined, string];

describe("a pod that is not ready although its containers are", () => {
  const ready = { ready: true, state: running() };
  const done = { ready: false, state: terminated(0, "Completed", 60) };
  const gate = (name: string, said: string) => ({
    ready: false,
    containers: [ready],
    unready: { reason: "ReadinessGatesNotReady", message: `${said} pod readiness gate "${name}"` },
  });
  const lost = { ready: false, containers: [ready], unready: { lastTransitionTime: ago(300) } };
  test.each([
    [
      "its readiness gate has no condition",
      gate("target-health.example/web", "corresponding condition of"),
      [],
      "degraded",
      "readiness-gate",
      "The readiness gate `target-health.example/web` is not met, although all containers are ready.",
    ],
    [
      "one container of a Job has completed",
      { ready: false, containers: [ready, { name: "export", ...done }], unready: { reason: "ContainersNotReady" } },
      [],
      "healthy",
      undefined,
      "1 of 2 containers ready, 1 completed.",
    ],
    [
      "its node stopped reporting and nobody may see nodes",
      lost,
      [],
      "degraded",
      "not-ready",
      "Its node `n-07` may have stopped reporting: the pod was marked not ready 5 min ago, its containers were ready when last heard of.",
    ],
    [
      "its node stopped reporting, and an event says so",
      lost,
      [["NodeNotReady", "Node is not ready"]],
      "failing",
      "node-lost",
      "Its node `n-07` has not been ready for 5 min.",
    ],
    [
      "for a reason of its own",
      { ready: false, containers: [ready], unready: { reason: "ContainersNotReady", lastTransitionTime: ago(120) } },
      [],
      "degraded",
      "not-ready",
      "The pod has not been ready for 2 min (`ContainersNotReady`), although all containers are.",
    ],
  ] as Case[])("%s", (_, pod, events, level, cause, sentence) => {
    expect(judgePod(pod, { events: events ?? [] })).toMatchObject({ level, cause, sentence });
  });
});

describe("containers beside the main ones", () => {
  const main = { ready: true, state: running() };
  const blocked = [{ state: waiting("PodInitializing") }];
  test.each([
    [
      "a debugging container with a wrong image does not count",
      { ephemeral: [{ name: "debugger", image: "busibox", state: waiting("ImagePullBackOff", "not found") }] },
      [],
      "healthy",
      undefined,
      "Ready.",
    ],
    [
      "a debugging container that is not created yet does not count",
      { ephemeral: [{ name: "debugger" }] },
      [],
      "healthy",
      undefined,
      "Ready.",
    ],
    [
      "an init container that fails again and again is not initialising",
      {
        phase: "Pending",
        ready: false,
        containers: blocked,
        init: [{ name: "migrate", restarts: 3, state: running(4), last: terminated(1, "Error", 30) }],
      },
      [],
      "degraded",
      "restarted",
      "Init container `migrate` restarted 30 s ago: exit code 1, 3 restarts in 12 min.",
    ],
    [
      "a sidecar is stopped after the main containers have finished",
      {
        containers: [{ ready: false, state: terminated(0, "Completed", 5) }],
        init: [{ name: "proxy", restartPolicy: "Always", state: terminated(143, "Error", 1) }],
        ready: false,
        unready: { reason: "ContainersNotReady" },
      },
      [],
      "progressing",
      "completing",
      "All containers have completed, the pod has not ended yet.",
    ],
    [
      "a container of a Deployment has ended without an error, before it is started again",
      {
        owner: { kind: "ReplicaSet", name: "web-1", uid: "uid-web-1" },
        containers: [{ ready: false, state: terminated(0, "Completed", 1) }],
        ready: false,
        unready: { reason: "ContainersNotReady" },
      },
      [],
      "progressing",
      "restarting",
      "All containers have ended without an error, the kubelet is about to start them again.",
    ],
    [
      "a sidecar that fails while the main containers run",
      {
        containers: [main],
        init: [{ name: "proxy", restartPolicy: "Always", state: terminated(143, "Error", 1) }],
      },
      [],
      "failing",
      "container-error",
      "Sidecar `proxy` ended with exit code 143, it was asked to stop.",
    ],
  ] as Case[])("%s", (_, pod, events, level, cause, sentence) => {
    expect(judgePod(pod, { events: events ?? [] })).toMatchObject({ level, cause, sentence });
  });
});

describe("events about one container of several", () => {
  const pod = {
    ready: false,
    containers: [
      { name: "api", ready: false, state: running(240) },
      { name: "proxy", ready: true, state: running(240) },
    ],
  };
  const about = (path: string) => ({
    count: 1,
    involvedObject: { kind: "Pod", name: "x", uid: "uid-2kq4x", fieldPath: path },
  });
  const failed = "Readiness probe failed: HTTP probe failed with statuscode: 503";
  test.each([
    [
      "another container's failed probe",
      about("spec.containers{proxy}"),
      "Container `api` has run for 4 min but is not ready.",
    ],
    [
      "its own failed probe",
      about("spec.containers{api}"),
      "Container `api` is not ready: readiness probe failed, HTTP status 503.",
    ],
  ])("%s", (_, more, sentence) => {
    expect(judgePod(pod, { events: [["Unhealthy", failed, more]] })).toMatchObject({ level: "degraded", sentence });
  });
});
