import { describe, expect, test } from "vitest";
import { judgePod, type PodSigns } from "../testing/judge-pod.ts";
import { ago, running, waiting } from "../testing/objects.ts";

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
  ] as [string, object, PodSigns["events"], string, string, string][])(
    "%s",
    (_, pod, events, level, cause, sentence) => {
      expect(judgePod(pod, { events: events ?? [] })).toMatchObject({ level, cause, sentence });
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
      "a ConfigMap volume, a moment ago",
      creating(20),
      [
        [
          "FailedMount",
          'MountVolume.SetUp failed for volume "rules" : configmap "price-rules" not found',
          { firstTimestamp: ago(12), lastTimestamp: ago(4) },
        ],
      ],
      "progressing",
      "config-missing",
      "Volume `rules` cannot be mounted: ConfigMap `price-rules` does not exist.",
    ],
    [
      "a volume that was mounted since",
      creating(200),
      [
        [
          "FailedMount",
          'MountVolume.SetUp failed for volume "rules" : configmap "price-rules" not found',
          { lastTimestamp: ago(150) },
        ],
        ["Pulling", 'Pulling image "pay/api:2.14.0"', { type: "Normal", lastTimestamp: ago(140) }],
      ],
      "progressing",
      "starting",
      "1 container not created after 3 min.",
    ],
    [
      "a volume that failed again after an earlier start",
      creating(600),
      [
        ["Started", "Started container api", { type: "Normal", lastTimestamp: ago(500) }],
        ["FailedMount", 'MountVolume.SetUp failed for volume "tls" : secret "checkout-tls" not found'],
      ],
      "failing",
      "config-missing",
      "Volume `tls` cannot be mounted: Secret `checkout-tls` does not exist.",
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
  ] as [string, object, PodSigns["events"], string, string, string][])(
    "creating %s",
    (_, pod, events, level, cause, sentence) => {
      expect(judgePod(pod, { events: events ?? [] })).toMatchObject({ level, cause, sentence });
    },
  );
});
