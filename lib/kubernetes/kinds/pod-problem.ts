/** One thing that is wrong with a pod, in parts, so that the same problem of several pods becomes one sentence. */
export type PodProblem = {
  /** Machine-readable; see `Verdict.cause`. */
  readonly cause: string;
  /** Short label of a verdict with this cause. */
  readonly label: string;
  /** How bad it is for the pod itself. */
  readonly level: "failing" | "degraded" | "progressing";
  /** A clause in lower case: "container `api` was OOM-killed". Equal heads and notes are the same problem. */
  readonly head: string;
  /** Put in brackets after the clause: "limit 256Mi". */
  readonly note: string | undefined;
  /** How often it is known to have happened lately, where that is counted. */
  readonly counted: Counted | undefined;
  /** Container restarts that go with it. */
  readonly restarts: number;
  /** Seconds over which these restarts happened, as far as the object proves. */
  readonly window: number;
  /** A last clause for one pod alone: "next start in 40 s". */
  readonly tail: string | undefined;
  /** Epoch seconds. */
  readonly since: number | undefined;
};

/** `times` in the last `window` seconds; `least` when it may have happened more often. */
export type Counted = { readonly times: number; readonly window: number; readonly least: boolean };

/** Makes a problem without restarts. */
export function plainProblem(
  cause: string,
  label: string,
  level: PodProblem["level"],
  head: string,
  since?: number,
): PodProblem {
  return {
    cause,
    label,
    level,
    head,
    since,
    note: undefined,
    counted: undefined,
    restarts: 0,
    window: 0,
    tail: undefined,
  };
}
