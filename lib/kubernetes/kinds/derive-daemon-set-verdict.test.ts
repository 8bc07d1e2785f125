import { describe, expect, test } from "vitest";
import { eventObject, object } from "../testing/objects.ts";
import { context, ok, oom, type PodInput, podRows, row } from "../testing/pod-states.ts";
import { DAEMON_SET } from "./daemon-set.ts";
import { deriveDaemonSetVerdict } from "./derive-daemon-set-verdict.ts";

type Json = Record<string, unknown>;

describe("DaemonSet", () => {
  const judge = (status: Json, more: { pods?: PodInput[]; spec?: Json; events?: Json[] } = {}) => {
    const full = {
      observedGeneration: 1,
      desiredNumberScheduled: 6,
      currentNumberScheduled: 6,
      numberReady: 6,
      updatedNumberScheduled: 6,
      ...status,
    };
    const daemonSet = row(DAEMON_SET.project, object("DaemonSet", "agent", { spec: { ...more.spec }, status: full }));
    return deriveDaemonSetVerdict({ daemonSet, pods: podRows(more.pods ?? [ok]) }, context(more.events));
  };
  test.each([
    ["healthy", {}, {}, "healthy", undefined, "6 of 6 nodes ready."],
    [
      "one crashes",
      { numberReady: 5 },
      { pods: [ok, oom] },
      "failing",
      "oom-killed",
      "5 of 6 nodes ready: container `api` was OOM-killed (limit 256Mi), 4 restarts in 12 min.",
    ],
    [
      "ready, but not for minReadySeconds yet",
      { numberUnavailable: 2 },
      {},
      "progressing",
      "min-ready",
      "6 of 6 nodes ready, 4 available: the others must stay ready for `minReadySeconds` first.",
    ],
    [
      "rolling out",
      { updatedNumberScheduled: 2 },
      {},
      "progressing",
      "rolling-out",
      "2 of 6 nodes updated, 6 ready; no errors so far.",
    ],
    [
      "OnDelete is no rollout",
      { updatedNumberScheduled: 2 },
      { spec: { updateStrategy: { type: "OnDelete" } } },
      "healthy",
      undefined,
      "6 of 6 nodes ready.",
    ],
    [
      "no node matches",
      { desiredNumberScheduled: 0, currentNumberScheduled: 0, numberReady: 0, updatedNumberScheduled: 0 },
      {},
      "idle",
      "no-node",
      "No node matches, so no pod is wanted.",
    ],
    [
      "quota",
      { currentNumberScheduled: 5, numberReady: 5 },
      {
        events: [
          eventObject(
            "uid-agent",
            "FailedCreate",
            'Error creating: pods "agent-x" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=10, limited: pods=10',
          ),
        ],
      },
      "failing",
      "quota",
      "5 of 6 nodes ready: quota `compute` allows 10 `pods`, 10 are used, this needs 1.",
    ],
  ] as [string, Json, Parameters<typeof judge>[1], string, string | undefined, string][])(
    "%s",
    (_, status, more, level, cause, sentence) => {
      expect(judge(status, more)).toEqual(expect.objectContaining({ level, cause, sentence }));
    },
  );
});
