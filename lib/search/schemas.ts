import { z } from "zod";
import { verdictSchema } from "#lib/http/answer";

/** One thing that the viewer may see and whose name fits what was typed. */
export const searchHitSchema = z.object({
  key: z.string(),
  kind: z.enum(["app", "workload", "namespace", "cluster"]),
  name: z.string(),
  /** Where it is: "eu-prod / pay-checkout". */
  detail: z.string(),
  /** Its page in the portal. */
  href: z.string(),
  level: verdictSchema.shape.level.optional(),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

export const searchQuerySchema = z.strictObject({ q: z.string().trim().min(1).max(100) });

export const searchAnswerSchema = z.object({ items: z.array(searchHitSchema) });
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;
