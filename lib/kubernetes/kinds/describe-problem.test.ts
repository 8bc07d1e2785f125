import { expect, test } from "vitest";
import { describeProblem } from "./describe-problem.ts";
import { type PodProblem, plainProblem } from "./pod-problem.ts";

const oom = (more: Partial<PodProblem> = {}): PodProblem => ({
  ...plainProblem("oom-killed", "OOM-killed", "failing", "container `api` was OOM-killed"),
  ...{ note: "limit 256Mi", restarts: 6, window: 720 },
  ...more,
});
const counted = (times: number, window: number, least = false) => ({ counted: { times, window, least } });

const CASES: [name: string, problems: PodProblem[], sentence: string][] = [
  ["nothing is wrong", [], ""],
  [
    "one end is known: the restarts tell more",
    [oom(counted(1, 30))],
    "container `api` was OOM-killed (limit 256Mi), 6 restarts in 12 min",
  ],
  [
    "all ends are known",
    [oom({ ...counted(4, 600), restarts: 3, tail: "next start in 40 s" })],
    "container `api` was OOM-killed 4 times in 10 min (limit 256Mi), next start in 40 s",
  ],
  [
    "there were more restarts than known ends",
    [oom(counted(2, 180))],
    "container `api` was OOM-killed 2 times in 3 min (limit 256Mi), 6 restarts in 12 min",
  ],
  [
    "some went unseen",
    [oom({ ...counted(3, 600, true), restarts: 3 })],
    "container `api` was OOM-killed at least 3 times in 10 min (limit 256Mi)",
  ],
  [
    "several pods have it",
    [oom({ ...counted(4, 600), restarts: 4 }), oom({ ...counted(3, 300), restarts: 2, tail: "next start in 40 s" })],
    "container `api` was OOM-killed 7 times in 10 min across 2 pods (limit 256Mi)",
  ],
  [
    "nothing is counted",
    [plainProblem("unready", "Not ready", "degraded", "it is not ready"), plainProblem("unready", "", "degraded", "")],
    "it is not ready (2 pods)",
  ],
];

test.each(CASES)("says what is wrong and how often: %s", (_, problems, sentence) => {
  expect(describeProblem(problems)).toBe(sentence);
});
