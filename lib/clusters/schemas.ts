import { z } from "zod";
import { clusterFreshnessSchema, verdictSchema } from "#lib/http/answer";

/** Capacity and use of one resource; parts that the viewer may not know, or nobody measured, are absent, never 0. */
export const capacitySchema = z.object({
  allocatable: z.number().optional(),
  requested: z.number().optional(),
});

/** One tile of the fleet, as far as the viewer may know it. */
export const clusterRowSchema = z.object({
  key: z.string(),
  id: z.string(),
  slug: z.string(),
  displayName: z.string(),
  environment: z.object({ slug: z.string(), name: z.string(), rank: z.number(), isProduction: z.boolean() }),
  provider: z.string().optional(),
  region: z.string().optional(),
  verdict: verdictSchema,
  freshness: clusterFreshnessSchema,
  version: z.string().optional(),
  /** Known to people with sight of the whole cluster; others see only their namespaces. */
  nodes: z.number().optional(),
  nodesNotReady: z.number().optional(),
  pods: z.number().optional(),
  /** Millicores. */
  cpu: capacitySchema,
  /** Bytes. */
  memory: capacitySchema,
  gpu: capacitySchema,
  latencyMs: z.number().optional(),
  /** Epoch milliseconds; absent: it does not expire, or nobody knows. Only for platform engineers. */
  credentialExpiresAt: z.number().optional(),
});
export type ClusterRow = z.infer<typeof clusterRowSchema>;
