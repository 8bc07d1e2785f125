import { z } from "zod";
import { verdictSchema } from "#lib/http/answer";
import { quotaUseSchema } from "#lib/workloads/schemas";

export const namespaceRowSchema = z.object({
  key: z.string(),
  cluster: z.string(),
  namespace: z.string(),
  environment: z.object({ slug: z.string(), name: z.string(), rank: z.number(), isProduction: z.boolean() }),
  phase: z.string(),
  /** The worst of its workloads. */
  verdict: verdictSchema,
  stale: z.boolean(),
  workloads: z.number(),
  attention: z.number(),
  pods: z.number(),
  restarts: z.number(),
  cpuRequest: z.number(),
  memoryRequest: z.number(),
  gpuRequest: z.number(),
  quotas: z.array(quotaUseSchema),
  createdAt: z.number().optional(),
});
export type NamespaceListRow = z.infer<typeof namespaceRowSchema>;
