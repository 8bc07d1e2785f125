import { describe, expect, test } from "vitest";
import { ago, condition, eventObject } from "../testing/objects.ts";
import { badImage, context, crash, exited, job, ok, type PodInput, podRows, starting } from "../testing/pod-states.ts";
import type { JobRow } from "../types/rows.ts";
import { deriveJobVerdict } from "./derive-job-verdict.ts";

const jobFailed = (reason: string, message?: string) => condition("Failed", "True", reason, message, 120);

describe("Job", () => {
  const done = {
    succeeded: 1,
    completionTime: ago(300),
    conditions: [condition("SuccessCriteriaMet", "True"), condition("Complete", "True")],
  };
  test.each([
    ["completed", job({ status: done }), [], "idle", "completed", "Completed in 5 min, 5 min ago."],
    ["running", job({ status: { active: 1 } }), [ok], "progressing", "running", "Running for 10 min."],
    [
      "several completions",
      job({ spec: { completions: 5 }, status: { active: 2, succeeded: 2 } }),
      [ok],
      "progressing",
      "running",
      "Running for 10 min, 2 of 5 completed.",
    ],
    ["starting", job({ status: {} }), [], "progressing", "starting", "No pod has started yet."],
    [
      "suspended",
      job({ spec: { suspend: true }, status: {} }),
      [],
      "idle",
      "suspended",
      "Suspended: no pod is started.",
    ],
    [
      "retrying",
      job({ status: { active: 1, failed: 2 } }),
      [ok, exited],
      "degraded",
      "job-retrying",
      "2 attempts failed, it runs again: container `api` ended with exit code 3.",
    ],
    [
      "retrying, the new pod starts",
      job({ status: { active: 1, failed: 1 } }),
      [starting, exited],
      "degraded",
      "job-retrying",
      "1 attempt failed, it runs again: container `api` ended with exit code 3.",
    ],
    [
      "between attempts",
      job({ status: { failed: 1 } }),
      [exited],
      "degraded",
      "job-retrying",
      "1 attempt failed, it waits to try again: container `api` ended with exit code 3.",
    ],
    [
      "its container crashes",
      job({ status: { active: 1 } }),
      [crash(2)],
      "failing",
      "crash-loop",
      "Container `api` keeps crashing: exit code 1, 2 restarts in 12 min.",
    ],
    [
      "its image is missing",
      job({ status: { active: 1 } }),
      [badImage],
      "failing",
      "image-pull",
      "Image `pay/api:3.0.0` cannot be pulled: not found in the registry.",
    ],
    [
      "back-off limit",
      job({
        status: {
          failed: 7,
          conditions: [jobFailed("BackoffLimitExceeded", "Job has reached the specified backoff limit")],
        },
      }),
      [exited],
      "failing",
      "job-backoff",
      "Failed after 7 attempts: container `api` ended with exit code 3.",
    ],
    [
      "pods are gone",
      job({ status: { failed: 1, conditions: [jobFailed("BackoffLimitExceeded")] } }),
      [],
      "failing",
      "job-backoff",
      "Failed after 1 attempt.",
    ],
    [
      "deadline",
      job({
        status: {
          failed: 1,
          conditions: [jobFailed("DeadlineExceeded", "Job was active longer than specified deadline")],
        },
      }),
      [],
      "failing",
      "job-deadline",
      "Stopped after 8 min because it ran longer than its deadline allows.",
    ],
    [
      "pod failure policy",
      job({
        status: {
          failed: 1,
          conditions: [
            jobFailed(
              "PodFailurePolicy",
              "Container api for pod x failed with exit code 42 matching FailJob rule at index 0",
            ),
          ],
        },
      }),
      [],
      "failing",
      "job-failed",
      "Failed: Container api for pod x failed with exit code 42 matching FailJob rule at index 0.",
    ],
    [
      "being deleted",
      job({ status: { active: 1 }, metadata: { deletionTimestamp: ago(0) } }),
      [ok],
      "progressing",
      "terminating",
      "It is being deleted.",
    ],
  ] as [string, JobRow, PodInput[], string, string, string][])("%s", (_, jobRow, pods, level, cause, sentence) => {
    expect(deriveJobVerdict({ job: jobRow, pods: podRows(pods) }, context())).toMatchObject({ level, cause, sentence });
  });

  test("refused by the quota", () => {
    const refused = eventObject(
      "uid-export",
      "FailedCreate",
      'Error creating: pods "export-x" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=10, limited: pods=10',
    );
    const verdict = deriveJobVerdict({ job: job({ status: {} }), pods: [] }, context([refused]));
    expect(verdict).toMatchObject({
      level: "failing",
      cause: "quota",
      sentence: "Quota `compute` allows 10 `pods`, 10 are used, this needs 1.",
    });
  });
});
