import { describe, expect, test } from "vitest";
import type { Case } from "../testing/judge-deployment.ts";
import { ago, eventObject, object } from "../testing/objects.ts";
import { context, crash, ok, podRows, row } from "../testing/pod-states.ts";
import { deriveStatefulSetVerdict } from "./derive-stateful-set-verdict.ts";
import { STATEFUL_SET } from "./stateful-set.ts";

describe("StatefulSet", () => {
  const judge = (input: Case & { revisions?: [string, string] }) => {
    const { desired = 3, ready = 3, updated = desired, replicas = desired, revisions = ["db-1", "db-1"] } = input;
    const status = {
      observedGeneration: 1,
      replicas,
      updatedReplicas: updated,
      readyReplicas: ready,
      availableReplicas: input.available ?? ready,
      currentRevision: revisions[0],
      updateRevision: revisions[1],
    };
    const spec = {
      replicas: desired,
      template: { spec: { containers: [{ name: "db", image: "db:16.4" }] } },
      ...input.spec,
    };
    const statefulSet = row(
      STATEFUL_SET.project,
      object("StatefulSet", "db", { spec, status, metadata: { ...input.metadata } }),
    );
    return deriveStatefulSetVerdict({ statefulSet, pods: podRows(input.pods ?? [ok, ok, ok]) }, context(input.events));
  };
  test.each([
    ["healthy", {}, "healthy", undefined, "3 of 3 replicas ready."],
    [
      "ready, but not for minReadySeconds yet",
      { available: 2 },
      "progressing",
      "min-ready",
      "3 of 3 replicas ready, 2 available: the others must stay ready for `minReadySeconds` first.",
    ],
    [
      "the second pod blocks the third",
      { ready: 1, replicas: 2, pods: [ok, crash(6)] },
      "failing",
      "crash-loop",
      "1 of 3 replicas ready: container `api` keeps crashing: exit code 1, 6 restarts in 12 min.",
    ],
    [
      "rolling out",
      { updated: 1, revisions: ["db-1", "db-2"] },
      "progressing",
      "rolling-out",
      "1 of 3 replicas on `16.4`, 3 ready; no errors so far.",
    ],
    [
      "a partition is no rollout",
      {
        updated: 1,
        revisions: ["db-1", "db-2"],
        spec: { updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 2 } } },
      },
      "healthy",
      undefined,
      "3 of 3 replicas ready.",
    ],
    [
      "OnDelete is no rollout",
      { updated: 0, revisions: ["db-1", "db-2"], spec: { updateStrategy: { type: "OnDelete" } } },
      "healthy",
      undefined,
      "3 of 3 replicas ready.",
    ],
    [
      "quota",
      {
        ready: 2,
        replicas: 2,
        pods: [ok, ok],
        events: [
          eventObject(
            "uid-db",
            "FailedCreate",
            'create Pod db-2 in StatefulSet db failed error: pods "db-2" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=10, limited: pods=10',
          ),
        ],
      },
      "failing",
      "quota",
      "2 of 3 replicas ready: quota `compute` allows 10 `pods`, 10 are used, this needs 1.",
    ],
    [
      "a pod that does not go away blocks the one that replaces it",
      { ready: 2, pods: [ok, ok, { name: "db-2", metadata: { deletionTimestamp: ago(600) } }] },
      "degraded",
      "terminating",
      "2 of 3 replicas ready: pod `db-2` should have been gone 10 min ago.",
    ],
    [
      "scaled to zero",
      { desired: 0, ready: 0, pods: [] },
      "idle",
      "scaled-to-zero",
      "Scaled to zero: no pod is wanted.",
    ],
    [
      "scaling to zero",
      { desired: 0, ready: 1, replicas: 1, pods: [] },
      "progressing",
      "scaling",
      "Scaling to zero, 1 pod left.",
    ],
    [
      "not observed",
      { metadata: { generation: 2 } },
      "progressing",
      "not-observed",
      "The controller has not seen the last change yet.",
    ],
  ] as [string, Case & { revisions?: [string, string] }, string, string | undefined, string][])(
    "%s",
    (_, input, level, cause, sentence) => {
      expect(judge(input)).toEqual(expect.objectContaining({ level, cause, sentence }));
    },
  );
});
