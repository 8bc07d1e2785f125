/** Worst first. `unknown` is not healthy: nothing is known. */
export type VerdictLevel = "failing" | "degraded" | "progressing" | "unknown" | "healthy" | "idle";

/** A person-readable judgement of one object: the thing, the number and the cause. */
export type Verdict = {
  readonly level: VerdictLevel;
  /** Short label: "Failing", "Rolling out", "OOMKilled" … */
  readonly label: string;
  /** One sentence; words between backticks are names typed elsewhere. */
  readonly sentence: string;
  /** Machine-readable cause, for filters and tests: "oom-killed", "image-pull", "quota", "unschedulable" … */
  readonly cause: string | undefined;
  /** Epoch seconds since when this holds, as far as the object says. */
  readonly since: number | undefined;
};
