import { formatAge } from "#lib/core/format-age";
import type { ClusterFreshness } from "#lib/http/answer";
import { beingRead } from "#lib/workloads/being-read";
import type { WorkloadRow } from "#lib/workloads/schemas";

type Verdict = WorkloadRow["verdict"];

/** What a workload is said to have been when its cluster was last heard. */
const WAS: Readonly<Record<Verdict["level"], string>> = {
  failing: "failing",
  degraded: "degraded",
  progressing: "changing",
  unknown: "in an unknown state",
  healthy: "healthy",
  idle: "idle",
};

/**
 * What may be said of a workload whose cluster does not answer: it may have got better or worse since, so good news
 * becomes unknown and bad news stays, each with its age. Of a cluster that is read for the first time nothing is said
 * before its lists are complete.
 * @param now epoch milliseconds
 */
export function deriveStaleVerdict(verdict: Verdict, freshness: ClusterFreshness, now: number): Verdict {
  if (freshness.state === "live") return verdict;
  if (freshness.state === "starting") return beingRead(freshness.slug);
  const bad = verdict.level === "failing" || verdict.level === "degraded";
  const told = bad
    ? `it was ${WAS[verdict.level]} then: ${lowerFirst(verdict.sentence)}`
    : `it was ${WAS[verdict.level]} then.`;
  return {
    level: bad ? verdict.level : "unknown",
    label: bad ? verdict.label : "Unknown",
    sentence: `${silence(freshness, now)}; ${told}`,
    cause: "stale",
    since: freshness.asOf === undefined ? undefined : Math.floor(freshness.asOf / 1000),
  };
}

function silence({ slug, state, asOf }: ClusterFreshness, now: number): string {
  if (state === "paused") return `\`${slug}\` is paused`;
  if (asOf === undefined) return `\`${slug}\` has not answered`;
  const seconds = Math.floor((now - asOf) / 1000);
  return `\`${slug}\` has not answered for ${seconds < 60 ? "less than a minute" : formatAge(seconds)}`;
}

function lowerFirst(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}
