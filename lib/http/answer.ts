import { z } from "zod";

/** Where the data of one cluster stands. Every list says it for every cluster in scope. */
export const clusterFreshnessSchema = z.object({
  clusterId: z.string(),
  slug: z.string(),
  /** `paused`: a platform engineer paused it; `forbidden`: the credential may not read this. */
  state: z.enum(["starting", "live", "stale", "forbidden", "unsupported", "paused"]),
  /** Epoch milliseconds of the last moment the rows were known to be current. */
  asOf: z.number().optional(),
  /** Plain words: "connection timed out". Of a live cluster: why the viewer does not see all that they should. */
  message: z.string().optional(),
});
export type ClusterFreshness = z.infer<typeof clusterFreshnessSchema>;

/** The shape of every list: what worked, what did not, how old it is, and a revision to continue from. */
export function answerSchema<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    /** The clusters of `freshness` that are not live. */
    failures: z.array(clusterFreshnessSchema),
    freshness: z.array(clusterFreshnessSchema),
    revision: z.string(),
  });
}
export type Answer<T> = {
  items: T[];
  failures: ClusterFreshness[];
  freshness: ClusterFreshness[];
  revision: string;
};

export const verdictSchema = z.object({
  level: z.enum(["failing", "degraded", "progressing", "unknown", "healthy", "idle"]),
  label: z.string(),
  sentence: z.string(),
  cause: z.string().optional(),
  /** Epoch seconds. */
  since: z.number().optional(),
});
