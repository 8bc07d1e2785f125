import type { Summary } from "./schemas.ts";

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
export function coverageSentence({ clusters, known, capacityKnown }: Coverage, ofTeam: boolean): string {
  if (known === 0 && clusters > 0) return `Figures of none of ${counted(clusters, "cluster")} yet.`;
  const partly = known < clusters;
  const figures = `Figures of ${known} of ${counted(clusters, "cluster")}; nothing is known yet of the rest.`;
  if (ofTeam) {
    const shared = "Capacity is shared by all teams, so there are no shares.";
    return `${partly ? figures : "Requests and quotas of one team, by cluster."} ${shared}`;
  }
  if (capacityKnown === known) {
    return partly ? figures : "Capacity, requests and quotas of the fleet, by team and by cluster.";
  }
  return partly ? `${figures} ${capacityOf(capacityKnown)}` : capacityOf(capacityKnown, clusters);
}

function capacityOf(known: number, clusters?: number): string {
  if (known === 0 && clusters === 1) return "Capacity not known, so there are no shares.";
  const of = clusters === undefined ? "" : ` of ${counted(clusters, "cluster")}`;
  if (known === 0) return `Capacity known of none${of}, so there are no shares.`;
  return `Capacity known of ${known}${of}; shares are of ${known === 1 ? "that one" : `those ${known}`}.`;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
