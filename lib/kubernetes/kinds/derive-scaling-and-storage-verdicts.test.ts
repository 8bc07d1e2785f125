import { describe, expect, test } from "vitest";
import { ago, asIs, condition, eventObject, NOW, object } from "../testing/objects.ts";
import type { EventRow } from "../types/rows.ts";
import { deriveHorizontalPodAutoscalerVerdict } from "./derive-horizontal-pod-autoscaler-verdict.ts";
import { derivePersistentVolumeClaimVerdict } from "./derive-persistent-volume-claim-verdict.ts";
import { EVENT } from "./event.ts";
import { HORIZONTAL_POD_AUTOSCALER } from "./horizontal-pod-autoscaler.ts";
import { PERSISTENT_VOLUME_CLAIM } from "./persistent-volume-claim.ts";

type Json = Record<string, unknown>;
type Expected = [level: string, cause: string | undefined, sentence: string];

function row<Row>(project: (object: unknown, intern: typeof asIs) => Row | undefined, from: unknown): Row {
  const found = project(from, asIs);
  if (found === undefined) throw new Error("no row");
  return found;
}

const matching = ([level, cause, sentence]: Expected) => expect.objectContaining({ level, cause, sentence });

describe("HorizontalPodAutoscaler", () => {
  const able = condition("AbleToScale", "True", "ReadyForNewScale");
  const active = condition("ScalingActive", "True", "ValidMetricFound");
  test.each([
    ["calm", [able, active], [5, 5], ["healthy", undefined, "5 replicas of `checkout`, between 2 and 10."]],
    ["scaling", [able, active], [5, 7], ["progressing", "scaling", "Scaling `checkout` from 5 to 7 replicas."]],
    [
      "at its maximum",
      [able, active, condition("ScalingLimited", "True", "TooManyReplicas")],
      [10, 10],
      ["degraded", "hpa-maximum", "`checkout` has its maximum of 10 replicas and needs more."],
    ],
    [
      "at its minimum",
      [able, active, condition("ScalingLimited", "True", "TooFewReplicas")],
      [2, 2],
      ["healthy", undefined, "2 replicas of `checkout`, between 2 and 10."],
    ],
    [
      "no metrics",
      [
        able,
        condition(
          "ScalingActive",
          "False",
          "FailedGetResourceMetric",
          "the HPA was unable to compute the replica count: failed to get cpu utilization: unable to get metrics for resource cpu: no metrics returned from resource metrics API",
        ),
      ],
      [2, 0],
      [
        "degraded",
        "hpa-metrics",
        "It does not scale `checkout`: failed to get cpu utilization: unable to get metrics for resource cpu: no metrics returned from resource metrics API.",
      ],
    ],
    [
      "off",
      [
        able,
        condition(
          "ScalingActive",
          "False",
          "ScalingDisabled",
          "scaling is disabled since the replica count of the target is zero",
        ),
      ],
      [0, 0],
      ["idle", "hpa-off", "`checkout` is scaled to zero, so it does not scale."],
    ],
    [
      "that no controller has looked at",
      [],
      [0, 0],
      ["unknown", "hpa-unseen", "No autoscaler has looked at `checkout` yet, so nothing is known of its scale."],
    ],
    [
      "no target",
      [condition("AbleToScale", "False", "FailedGetScale", 'deployments.apps "checkout" not found')],
      [0, 0],
      ["degraded", "hpa-unable", 'It cannot scale `checkout`: deployments.apps "checkout" not found.'],
    ],
  ] as [string, Json[], [number, number], Expected][])("%s", (_, conditions, [current, desired], expected) => {
    const spec = { scaleTargetRef: { kind: "Deployment", name: "checkout" }, minReplicas: 2, maxReplicas: 10 };
    const status = { currentReplicas: current, desiredReplicas: desired, conditions };
    const hpa = row(HORIZONTAL_POD_AUTOSCALER.project, object("HorizontalPodAutoscaler", "checkout", { spec, status }));
    expect(deriveHorizontalPodAutoscalerVerdict(hpa)).toEqual(matching(expected));
  });
});

describe("PersistentVolumeClaim", () => {
  const spec = { storageClassName: "fast", resources: { requests: { storage: "10Gi" } }, volumeName: "pvc-1" };
  const about = (reason: string, message: string, type = "Warning") =>
    eventObject("uid-data", reason, message, { type });
  test.each([
    [
      "bound",
      { phase: "Bound", capacity: { storage: "10Gi" } },
      900,
      [],
      ["healthy", undefined, "Bound to a volume, 10Gi."],
    ],
    [
      "growing",
      { phase: "Bound", capacity: { storage: "5Gi" } },
      900,
      [],
      ["progressing", "pvc-resizing", "Growing from 5Gi to 10Gi."],
    ],
    [
      "growing, which the storage refuses",
      { phase: "Bound", capacity: { storage: "5Gi" }, conditions: [condition("Resizing", "True")] },
      900,
      [
        about(
          "VolumeResizeFailed",
          'resize volume "pvc-1" by resizer "csi.example" failed: rpc error: code = OutOfRange desc = too large for pool',
        ),
      ],
      ["degraded", "pvc-resize-failed", "It stays at 5Gi: growing to 10Gi failed, too large for pool."],
    ],
    [
      "growing, which failed in the controller",
      {
        phase: "Bound",
        capacity: { storage: "5Gi" },
        conditions: [condition("ControllerResizeError", "True", "", "quota of the array is used up")],
      },
      900,
      [],
      ["degraded", "pvc-resize-failed", "It stays at 5Gi: growing to 10Gi failed, quota of the array is used up."],
    ],
    [
      "growing once a pod mounts it",
      {
        phase: "Bound",
        capacity: { storage: "5Gi" },
        conditions: [
          condition(
            "FileSystemResizePending",
            "True",
            "",
            "Waiting for user to (re-)start a pod to finish file system resize of volume on node.",
          ),
        ],
      },
      900,
      [],
      ["progressing", "pvc-resizing", "Growing from 5Gi to 10Gi: the file system grows when a pod mounts it."],
    ],
    [
      "growing once a pod mounts it, after the storage failed first",
      {
        phase: "Bound",
        capacity: { storage: "5Gi" },
        conditions: [condition("FileSystemResizePending", "True", "", "", 60)],
      },
      900,
      [eventObject("uid-data", "VolumeResizeFailed", "busy", { lastTimestamp: ago(120) })],
      ["progressing", "pvc-resizing", "Growing from 5Gi to 10Gi: the file system grows when a pod mounts it."],
    ],
    [
      "growing, which fails on the node",
      {
        phase: "Bound",
        capacity: { storage: "5Gi" },
        conditions: [condition("FileSystemResizePending", "True", "", "", 60)],
      },
      900,
      [eventObject("uid-data", "VolumeResizeFailed", "resize2fs is missing", { lastTimestamp: ago(20) })],
      ["degraded", "pvc-resize-failed", "It stays at 5Gi: growing to 10Gi failed, resize2fs is missing."],
    ],
    [
      "growing for hours",
      { phase: "Bound", capacity: { storage: "5Gi" }, conditions: [condition("Resizing", "True", "", "", 7200)] },
      90_000,
      [],
      ["degraded", "pvc-resizing", "Growing from 5Gi to 10Gi for 2 h."],
    ],
    [
      "bound after a resize that failed once",
      { phase: "Bound", capacity: { storage: "10Gi" } },
      900,
      [about("VolumeResizeFailed", "rpc error: code = Internal desc = busy")],
      ["healthy", undefined, "Bound to a volume, 10Gi."],
    ],
    ["lost", { phase: "Lost" }, 900, [], ["failing", "pvc-lost", "Its volume `pvc-1` is gone; the data may be lost."]],
    [
      "just made",
      { phase: "Pending" },
      10,
      [],
      ["progressing", "pvc-pending", "It has waited for a volume of storage class `fast` for 10 s."],
    ],
    [
      "pending for long",
      { phase: "Pending" },
      900,
      [],
      ["degraded", "pvc-pending", "It has waited for a volume of storage class `fast` for 15 min."],
    ],
    [
      "waits for its first pod",
      { phase: "Pending" },
      900,
      [about("WaitForFirstConsumer", "waiting for first consumer to be created before binding", "Normal")],
      ["idle", "pvc-waiting", "It gets its volume with the first pod that uses it."],
    ],
    [
      "has its first pod, but gets no volume",
      { phase: "Pending" },
      90_000,
      [
        eventObject("uid-data", "WaitForFirstConsumer", "waiting for first consumer to be created before binding", {
          type: "Normal",
          lastTimestamp: ago(1200),
        }),
        eventObject("uid-data", "ExternalProvisioning", "Waiting for a volume to be created", {
          type: "Normal",
          firstTimestamp: ago(1190),
        }),
      ],
      ["degraded", "pvc-pending", "It has waited for a volume of storage class `fast` for 20 min."],
    ],
    [
      "waits for its first pod again after a failure",
      { phase: "Pending" },
      900,
      [
        eventObject("uid-data", "ProvisioningFailed", "node pool is gone", { lastTimestamp: ago(300) }),
        eventObject("uid-data", "WaitForFirstConsumer", "waiting for first consumer to be created before binding", {
          type: "Normal",
        }),
      ],
      ["idle", "pvc-waiting", "It gets its volume with the first pod that uses it."],
    ],
    [
      "no such class",
      { phase: "Pending" },
      900,
      [about("ProvisioningFailed", 'storageclass.storage.k8s.io "fast" not found')],
      ["failing", "pvc-pending", "No volume could be made: storage class `fast` does not exist."],
    ],
    [
      "provisioner fails",
      { phase: "Pending" },
      900,
      [
        about(
          "ProvisioningFailed",
          'failed to provision volume with StorageClass "fast": rpc error: code = ResourceExhausted desc = no space left in pool',
        ),
      ],
      ["failing", "pvc-pending", "No volume could be made: no space left in pool."],
    ],
    [
      "provisioner fails and tries again",
      { phase: "Pending" },
      900,
      [
        eventObject("uid-data", "ProvisioningFailed", "rpc error: code = Internal desc = array is down", {
          lastTimestamp: ago(60),
        }),
        about("ExternalProvisioning", "Waiting for a volume to be created", "Normal"),
      ],
      ["failing", "pvc-pending", "No volume could be made: array is down."],
    ],
    [
      "none fits",
      { phase: "Pending" },
      900,
      [about("FailedBinding", "no persistent volumes available for this claim and no storage class is set", "Normal")],
      ["failing", "pvc-pending", "No volume fits and no storage class is set."],
    ],
    ["no status", {}, 900, [], ["unknown", undefined, "The cluster says nothing about its volume yet."]],
  ] as [string, Json, number, Json[], Expected][])("%s", (_, status, age, events, expected) => {
    const claim = row(PERSISTENT_VOLUME_CLAIM.project, object("PersistentVolumeClaim", "data", { spec, status, age }));
    const rows = events.map((event): EventRow => row(EVENT.project, event));
    expect(derivePersistentVolumeClaimVerdict(claim, { now: NOW, eventsOf: () => rows })).toEqual(matching(expected));
  });
});
