import type { MeasuredPods, Summary } from "./schemas.ts";

type Coverage = Summary["coverage"];

/** The counts above the page. Nodes are those of the clusters whose nodes are known; what nobody knows is left out. */
export function countFigures(total: Summary["total"], { clusters, known, capacityKnown }: Coverage): string[] {
  const figures = [counted(clusters, "cluster")];
  if (total.nodes !== undefined) {
    figures.push(counted(total.nodes, "node") + (capacityKnown < clusters ? ` in ${capacityKnown} of them` : ""));
  }
  if (known > 0) figures.push(counted(total.namespaces, "namespace"), counted(total.pods, "pod"));
  return figures;
}

/**
 * Of how many clusters the page speaks.
 * @param ofTeam the page is narrowed to one team, of which there is no capacity
 */
export function coverageSentence(coverage: Coverage, ofTeam: boolean): string {
  const { clusters, known } = coverage;
  if (known === 0 && clusters > 0) return `Figures of none of ${counted(clusters, "cluster")} yet.`;
  return [subjectOf(coverage, ofTeam), measuredIn(coverage)].filter(Boolean).join(" ");
}

function subjectOf({ clusters, known, capacityKnown, useKnown }: Coverage, ofTeam: boolean): string {
  const partly = known < clusters;
  const figures = `Figures of ${known} of ${counted(clusters, "cluster")}; nothing is known yet of the rest.`;
  const what = useKnown === known ? "requests, use and quotas" : "requests and quotas";
  if (ofTeam) {
    const shared = "Capacity is shared by all teams, so there are no shares.";
    return `${partly ? figures : `R${what.slice(1)} of one team, by cluster.`} ${shared}`;
  }
  if (capacityKnown === known) return partly ? figures : `Capacity, ${what} of the fleet, by team and by cluster.`;
  return partly ? `${figures} ${capacityOf(capacityKnown)}` : capacityOf(capacityKnown, clusters);
}

function measuredIn({ known, useKnown, useStale }: Coverage): string | undefined {
  if (useKnown === 0) return known === 0 ? undefined : "Use is not measured.";
  const partly = useKnown < known ? `Use is measured in ${useKnown} of ${counted(known, "cluster")}.` : "";
  const stale = useStale > 0 ? `In ${counted(useStale, "cluster")} use is the last one known.` : "";
  return [partly, stale].filter(Boolean).join(" ");
}

function capacityOf(known: number, clusters?: number): string {
  if (known === 0 && clusters === 1) return "Capacity not known, so there are no shares.";
  const of = clusters === undefined ? "" : ` of ${counted(clusters, "cluster")}`;
  if (known === 0) return `Capacity known of none${of}, so there are no shares.`;
  return `Capacity known of ${known}${of}; shares are of ${known === 1 ? "that one" : `those ${known}`}.`;
}

/** "1 pod", "1,204 pods". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

/** "33 %", whole percents; undefined where there is no whole. */
export function formatShare(part: number | undefined, whole: number): string | undefined {
  return part === undefined || whole === 0 ? undefined : `${Math.round((part / whole) * 100)} %`;
}

/** Pods that have just started have no figure for a minute: up to this share goes without saying. */
const MOST_UNMEASURED = 0.05;

/** "40 of 55 pods", of how many pods the measured use speaks; undefined where it is all, or nearly all of them. */
export function coverageOfPods({ running, measured }: MeasuredPods): string | undefined {
  if (running - measured <= running * MOST_UNMEASURED) return undefined;
  return `${measured.toLocaleString("en-US")} of ${counted(running, "pod")}`;
}
