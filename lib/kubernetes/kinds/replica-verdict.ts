import type { Verdict } from "../types/verdict.ts";
import { describeProblem } from "./describe-problem.ts";
import { makeVerdict } from "./make-verdict.ts";
import type { PodProblem } from "./pod-problem.ts";

export type ReplicaFacts = {
  /** What is counted: "replica" or "node". */
  readonly unit: "replica" | "node";
  readonly desired: number;
  readonly ready: number;
  readonly updated: number;
  /** Ready for `minReadySeconds`, where the controller says how many are. */
  readonly available: number | undefined;
  /** A new version is on its way. */
  readonly rolling: boolean;
  /** The controller says that the rollout has missed its deadline. */
  readonly stalled: boolean;
  /** Of the new version, where it is known. */
  readonly version: string | undefined;
  /** The same problem, once for each pod that has it; empty when there is none. */
  readonly problem: readonly PodProblem[];
  /** Seconds since the workload was created. */
  readonly age: number;
  readonly since: number | undefined;
};

/** Judges a workload of equal pods: how many are ready, how many are new, and what is wrong with the others. */
export function replicaVerdict(facts: ReplicaFacts): Verdict {
  const { ready, desired, rolling, stalled, since } = facts;
  const [problem] = facts.problem;
  if (problem && problem.level !== "progressing") return problemVerdict(facts, problem);
  if (stalled) {
    const sentence = `${counts(facts)}: the rollout made no progress within its deadline`;
    return makeVerdict(ready === 0 ? "failing" : "degraded", "Rollout stuck", sentence, {
      cause: "rollout-stuck",
      since,
    });
  }
  if (rolling) return rollingVerdict(facts);
  if (ready < desired) return startingVerdict(facts, problem);
  if (facts.available !== undefined && facts.available < desired) {
    const sentence = `${counts(facts)}, ${facts.available} available: the others must stay ready for \`minReadySeconds\` first`;
    return makeVerdict("progressing", "Settling", sentence, { cause: "min-ready", since });
  }
  return makeVerdict("healthy", "Healthy", counts(facts), { since });
}

/** What serves and does not suffer is degraded at most; where some do not serve the problem decides. */
function problemVerdict(facts: ReplicaFacts, problem: PodProblem): Verdict {
  const { ready, desired } = facts;
  const level = ready === 0 || (ready < desired && problem.level === "failing") ? "failing" : "degraded";
  const { label, cause, since } = problem;
  return makeVerdict(level, label, `${counts(facts)}: ${describeProblem(facts.problem)}`, { cause, since });
}

function rollingVerdict(facts: ReplicaFacts): Verdict {
  const { updated, desired, ready, unit, version, since } = facts;
  const on = version ? `on \`${version}\`` : "updated";
  const sentence = `${updated} of ${desired} ${plural(unit, desired)} ${on}, ${ready} ready; no errors so far`;
  return makeVerdict("progressing", "Rolling out", sentence, { cause: "rolling-out", since });
}

function startingVerdict(facts: ReplicaFacts, problem: PodProblem | undefined): Verdict {
  if (problem) {
    const sentence = `${counts(facts)}: ${describeProblem(facts.problem)}`;
    return makeVerdict("progressing", "Starting", sentence, { cause: "starting", since: problem.since });
  }
  if (facts.age <= 60) return makeVerdict("progressing", "Starting", counts(facts), { cause: "starting" });
  return makeVerdict(facts.ready === 0 ? "failing" : "degraded", "Not ready", counts(facts), { cause: "not-ready" });
}

function counts({ ready, desired, updated, unit, rolling }: ReplicaFacts): string {
  const base = `${ready} of ${desired} ${plural(unit, desired)} ready`;
  return rolling ? `${base}, ${updated} updated` : base;
}

function plural(unit: string, count: number): string {
  return count === 1 ? unit : `${unit}s`;
}
