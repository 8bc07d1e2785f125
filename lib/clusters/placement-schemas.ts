import { z } from "zod";
import { descriptionSchema, displayNameSchema, environmentSchema, slugSchema } from "./schemas.ts";

export const environmentInput = z.object({
  slug: slugSchema,
  name: displayNameSchema,
  rank: z.number().int().min(0).max(1000),
  isProduction: z.boolean().default(false),
});
export const clusterGroupInput = z.object({
  slug: slugSchema,
  name: displayNameSchema,
  description: descriptionSchema.default(""),
  clusters: z.array(slugSchema).max(500).default([]),
});
export const environmentRowSchema = environmentSchema.extend({
  id: z.string(),
  clusters: z.number(),
  grants: z.number(),
});
export const clusterGroupRowSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  clusters: z.array(z.string()),
  grants: z.number(),
});
export type ClusterGroupRow = z.infer<typeof clusterGroupRowSchema>;
export type EnvironmentRow = z.infer<typeof environmentRowSchema>;
