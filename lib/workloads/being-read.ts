import type { WorkloadRow } from "./schemas.ts";

/** What is said of anything in a cluster that is read for the first time: half a list proves nothing. */
export function beingRead(cluster: string): WorkloadRow["verdict"] {
  const sentence = `\`${cluster}\` is still being read.`;
  return { level: "unknown", label: "Being read", sentence, cause: "starting", since: undefined };
}
