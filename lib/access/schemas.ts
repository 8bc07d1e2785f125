import { z } from "zod";

const nameSchema = z.string().regex(/^[a-z0-9.-]{0,253}$/, "a name of the Kubernetes API");

/** Who, where, what. Without more: may they list pods. */
export const explainAccessInput = z.object({
  userId: z.uuid(),
  /** Slug. */
  cluster: z.string().regex(/^[a-z0-9-]{1,63}$/, "the name of a cluster"),
  /** Absent: cluster-scoped objects, or all namespaces. */
  namespace: z
    .string()
    .regex(/^[a-z0-9-]{1,63}$/, "the name of a namespace")
    .optional(),
  group: nameSchema.default(""),
  resource: nameSchema.min(1).default("pods"),
  subresource: nameSchema.default(""),
  verb: z.enum(["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"]).default("list"),
});
export type ExplainAccessInput = z.output<typeof explainAccessInput>;

/** One step of a chain, with the id of what it is about so that a page can link to it. */
export const explanationStepSchema = z.object({
  kind: z.enum(["person", "portal-role", "team", "grant", "role"]),
  id: z.string().optional(),
  /** Words between backticks are names typed elsewhere. */
  sentence: z.string(),
});
export type ExplanationStep = z.infer<typeof explanationStepSchema>;

/** Something that nearly gives access. */
export const nearMissSchema = z.object({
  code: z.enum([
    "suspended",
    "role-lacks-capability",
    "not-granted-to-anyone",
    "expired",
    "revoked",
    "future",
    "other-namespaces",
    "other-cluster",
    "no-team",
    "no-grant",
  ]),
  grantId: z.string().optional(),
  sentence: z.string(),
});
export type NearMiss = z.infer<typeof nearMissSchema>;

export const accessExplanationSchema = z.object({
  allowed: z.boolean(),
  /** The answer in one sentence. */
  sentence: z.string(),
  /** Each chain alone is enough. */
  chains: z.array(z.array(explanationStepSchema)),
  /** Only when nothing allows it; the most useful first. */
  misses: z.array(nearMissSchema),
});
export type AccessExplanation = z.infer<typeof accessExplanationSchema>;
