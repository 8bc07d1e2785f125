import { z } from "zod";

/** One thing that the viewer may see and whose name fits what was typed. */
export const searchHitSchema = z.object({
  key: z.string(),
  kind: z.enum(["app", "workload", "namespace", "node", "cluster", "team", "person"]),
  name: z.string(),
  /** What tells it from others of its name: "Job · eu-prod / pay-checkout", the cluster, the address. */
  detail: z.string(),
  /** Its page in the portal. */
  href: z.string(),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

export const searchQuerySchema = z.strictObject({ q: z.string().trim().min(1).max(100) });

export const searchAnswerSchema = z.object({ items: z.array(searchHitSchema) });
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;
