import { z } from "zod";
import { answerSchema, clusterFreshnessSchema } from "#lib/http/answer";

/** Sums of one resource: CPU in millicores, memory in bytes, GPUs in devices. What nobody knows is absent, never 0. */
export const resourceSumsSchema = z.object({
  allocatable: z.number().optional().meta({ description: "What the nodes offer; absent where they are not known" }),
  requested: z.number().optional().meta({ description: "Requests of the pods that have not ended" }),
  quota: z.number().optional().meta({ description: "Hard limits of quotas on requests; no quota adds nothing" }),
  quotaUsed: z.number().optional().meta({ description: "What those quotas count as used, which is requests" }),
  used: z.number().optional().meta({
    description: "What the measured pods really use, by the metrics API; absent where none is measured, and of GPUs",
  }),
  requestedWhereMeasured: z.number().optional().meta({
    description: "The part of requested that the measured pods request: only this compares with used",
  }),
});
export type ResourceSums = z.infer<typeof resourceSumsSchema>;

/** Sums over clusters of which some capacities may be unknown. */
export const totalSumsSchema = resourceSumsSchema.extend({
  requestedWhereKnown: z.number().optional().meta({
    description: "The part of requested in clusters whose allocatable is known: only this compares with allocatable",
  }),
});
export type TotalSums = z.infer<typeof totalSumsSchema>;

/** Of how many pods the measured use speaks. A pod that has just started has no figure for a minute. */
export const measuredPodsSchema = z.object({
  running: z.number().meta({ description: "Pods with a running container" }),
  measured: z.number().meta({ description: "Those of them whose use is known" }),
});
export type MeasuredPods = z.infer<typeof measuredPodsSchema>;

const quotasKnownSchema = z
  .boolean()
  .meta({ description: "False where quotas could not be listed: then an absent quota is unknown, not none" });

const sums = { cpu: resourceSumsSchema, memory: resourceSumsSchema, gpu: resourceSumsSchema };

/** What one team holds in one cluster; without a team: namespaces that no team's grant names. */
export const teamShareSchema = z.object({
  /** Slug, or undefined for what belongs to no team. */
  team: z.string().optional(),
  name: z.string(),
  namespaces: z.number(),
  pods: z.number(),
  measuredPods: measuredPodsSchema,
  quotasKnown: quotasKnownSchema,
  ...sums,
});
export type TeamShare = z.infer<typeof teamShareSchema>;

export const clusterSumsSchema = z.object({
  key: z.string(),
  cluster: z.string(),
  displayName: z.string(),
  environment: z.object({ slug: z.string(), name: z.string(), rank: z.number(), isProduction: z.boolean() }),
  /** Absent where they could not be listed, or the viewer's sight is not the whole cluster. */
  nodes: z.number().optional(),
  namespaces: z.number().optional(),
  pods: z.number().optional(),
  measuredPods: measuredPodsSchema.optional(),
  quotasKnown: quotasKnownSchema,
  /** Where the figures of the cluster's metrics API stand; `asOf` is epoch milliseconds. */
  metrics: clusterFreshnessSchema.pick({ state: true, asOf: true }),
  ...sums,
  /** Adds up to the cluster's own figures. */
  teams: z.array(teamShareSchema),
});
export type ClusterSums = z.infer<typeof clusterSumsSchema>;

/** The fleet in sums: no name of a pod, a namespace, a node, an event or a configuration leaves here. */
export const summarySchema = answerSchema(clusterSumsSchema).extend({
  /** The same by team over all clusters; adds up to `total`. */
  teams: z.array(teamShareSchema.extend({ key: z.string(), clusters: z.number() })),
  total: z.object({
    nodes: z.number().optional().meta({ description: "In the clusters that coverage.capacityKnown counts" }),
    namespaces: z.number(),
    pods: z.number(),
    measuredPods: measuredPodsSchema,
    quotasKnown: quotasKnownSchema,
    cpu: totalSumsSchema,
    memory: totalSumsSchema,
    gpu: totalSumsSchema,
  }),
  /** Of how many clusters the sums speak. */
  coverage: z.object({
    clusters: z.number(),
    known: z.number().meta({ description: "Clusters whose pods are in the sums" }),
    capacityKnown: z.number().meta({ description: "Those of them whose nodes are known, and so their capacity" }),
    useKnown: z.number().meta({ description: "Those of them whose metrics API has been read" }),
    useStale: z.number().meta({ description: "Those of these whose figures of use are the last ones known" }),
  }),
});
export type Summary = z.infer<typeof summarySchema>;
