import { z } from "zod";
import { answerSchema, verdictSchema } from "#lib/http/answer";
import {
  eventSchema,
  kubernetesNameSchema,
  partStateSchema,
  quotaUseSchema,
  relationSchema,
  slugParamSchema,
  unlistedKindSchema,
  workloadRowSchema,
} from "#lib/workloads/schemas";

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

export const namespaceListSchema = answerSchema(namespaceRowSchema);
export type NamespaceList = z.infer<typeof namespaceListSchema>;

export const namespaceParamsSchema = z.strictObject({ cluster: slugParamSchema, namespace: kubernetesNameSchema });
export type NamespaceRef = z.infer<typeof namespaceParamsSchema>;

/** One namespace; the rows are its workloads, worst first. */
export const namespaceDetailSchema = answerSchema(workloadRowSchema).extend({
  namespace: namespaceRowSchema,
  quotas: z.object({ state: partStateSchema, items: z.array(quotaUseSchema) }),
  /** Defaults and bounds of LimitRanges; `cpu` in millicores, memory and storage in bytes. */
  limits: z.object({
    state: partStateSchema,
    items: z.array(
      z.object({
        name: z.string(),
        type: z.string(),
        resource: z.string(),
        min: z.number().optional(),
        max: z.number().optional(),
        default: z.number().optional(),
        defaultRequest: z.number().optional(),
      }),
    ),
  }),
  events: z.object({ state: partStateSchema, items: z.array(eventSchema) }),
  /** Services, ingresses and volume claims, and which of them cannot be listed. */
  relations: z.array(relationSchema),
  unlisted: z.array(unlistedKindSchema),
  config: z.object({ state: partStateSchema, configMaps: z.array(z.string()), secrets: z.array(z.string()) }),
});
export type NamespaceDetail = z.infer<typeof namespaceDetailSchema>;
