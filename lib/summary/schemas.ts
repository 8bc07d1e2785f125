import { z } from "zod";
import { answerSchema } from "#lib/http/answer";

/** Sums of one resource: CPU in millicores, memory in bytes, GPUs in devices. What nobody knows is absent, never 0. */
export const resourceSumsSchema = z.object({
  /** What the nodes offer. */
  allocatable: z.number().optional(),
  /** Requests of the pods that hold resources. */
  requested: z.number().optional(),
  /** Limits of the namespaces' quotas; namespaces without a quota add nothing. */
  quota: z.number().optional(),
  /** What those quotas count as used. */
  quotaUsed: z.number().optional(),
});
export type ResourceSums = z.infer<typeof resourceSumsSchema>;

const sums = { cpu: resourceSumsSchema, memory: resourceSumsSchema, gpu: resourceSumsSchema };

/** What one team holds in one cluster; without a team: namespaces that no team's grant names. */
export const teamShareSchema = z.object({
  /** Slug, or undefined for what belongs to no team. */
  team: z.string().optional(),
  name: z.string(),
  namespaces: z.number(),
  pods: z.number(),
  ...sums,
});
export type TeamShare = z.infer<typeof teamShareSchema>;

export const clusterSumsSchema = z.object({
  key: z.string(),
  cluster: z.string(),
  displayName: z.string(),
  environment: z.object({ slug: z.string(), name: z.string(), rank: z.number(), isProduction: z.boolean() }),
  /** Absent where the viewer's sight is not the whole cluster. */
  nodes: z.number().optional(),
  namespaces: z.number().optional(),
  pods: z.number().optional(),
  ...sums,
  /** Adds up to the cluster's own figures. */
  teams: z.array(teamShareSchema),
});
export type ClusterSums = z.infer<typeof clusterSumsSchema>;

/** The fleet in sums: no name of a pod, a namespace, a node, an event or a configuration leaves here. */
export const summarySchema = answerSchema(clusterSumsSchema).extend({
  /** The same by team over all clusters; adds up to `total`. */
  teams: z.array(teamShareSchema.extend({ key: z.string(), clusters: z.number() })),
  total: z.object({ nodes: z.number(), namespaces: z.number(), pods: z.number(), ...sums }),
  /** Of how many clusters the sums speak. */
  coverage: z.object({ clusters: z.number(), known: z.number() }),
});
export type Summary = z.infer<typeof summarySchema>;
