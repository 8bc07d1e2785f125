import type { ClusterFreshness } from "#lib/http/answer";
import type { StatusLevel } from "../ui/status.tsx";

export type FreshnessState = ClusterFreshness["state"];

/** How the state of a cluster's data is shown. */
export const FRESHNESS: Record<FreshnessState, { level: StatusLevel; word: string }> = {
  live: { level: "healthy", word: "Live" },
  starting: { level: "progressing", word: "Reading" },
  stale: { level: "degraded", word: "Stale" },
  forbidden: { level: "unknown", word: "Not allowed" },
  unsupported: { level: "unknown", word: "Not served" },
  paused: { level: "idle", word: "Paused" },
};

/** One sentence for one cluster that is not live. `age` is how long it has been silent: "4 min". */
export function freshnessSentence(cluster: ClusterFreshness, age: string | undefined): string {
  const because = cluster.message ? `: ${asClause(cluster.message)}` : "";
  if (cluster.state === "stale" && cluster.asOf === undefined) return `has not answered yet${because}.`;
  if (cluster.state === "stale") return `has not answered for ${age}${because}. Showing what it last said.`;
  if (cluster.state === "starting") return "is being read for the first time. Its rows will appear as they come.";
  if (cluster.state === "forbidden") return `does not let the portal read this${because}.`;
  if (cluster.state === "unsupported") return `does not serve this${because}.`;
  if (cluster.state === "paused") return "is paused by the platform team. Showing what it last said.";
  return "is live.";
}

/** A message as a part of a sentence: without its full stop, and in lower case unless it begins with an abbreviation. */
function asClause(message: string): string {
  const text = message.replace(/\.+$/, "");
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
