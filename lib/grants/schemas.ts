import { z } from "zod";
import { isNamespacePattern } from "./format.ts";

export const grantRoleSchema = z.enum(["viewer", "developer", "maintainer", "platform", "manager"]);
export const grantStateSchema = z.enum(["active", "expired", "revoked", "future"]);
export type GrantState = z.infer<typeof grantStateSchema>;

/** A namespace name, or a pattern in which `*` stands for any characters. */
export const namespacePatternSchema = z
  .string()
  .trim()
  .max(63, "at most 63 characters")
  .refine(isNamespacePattern, "a namespace name; * stands for any characters");

export const grantSubjectSchema = z.object({ kind: z.enum(["team", "user"]), id: z.uuid() });
export const grantTargetSchema = z.object({ kind: z.enum(["cluster", "cluster-group", "environment"]), id: z.uuid() });

export const previewGrantInput = z.object({
  subject: grantSubjectSchema.optional(),
  target: grantTargetSchema,
  namespaces: z.array(namespacePatternSchema).min(1, "name at least one namespace").max(50, "at most 50 entries"),
  role: grantRoleSchema,
});

export const createGrantInput = previewGrantInput.extend({
  subject: grantSubjectSchema,
  reason: z.string().trim().min(3, "say why, in at least 3 characters").max(300, "at most 300 characters"),
  /** Epoch milliseconds; absent: from now. */
  startsAt: z.number().int().positive().optional(),
  /** Epoch milliseconds; absent: no end. */
  expiresAt: z.number().int().positive().optional(),
});
export type CreateGrantInput = z.input<typeof createGrantInput>;

export const extendGrantInput = z.object({
  /** Epoch milliseconds; null: no end. */
  expiresAt: z.number().int().positive().nullable(),
  reason: z.string().trim().min(3, "say why, in at least 3 characters").max(300, "at most 300 characters"),
});

/** What a grant would reach at this moment, before it is saved. */
export const grantPreviewSchema = z.object({
  clusters: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      /** Namespaces that exist and match now. */
      namespaces: z.array(z.string()),
      /** All namespaces that the portal knows there. */
      known: z.number(),
      /** False while the cluster is not live: the list may be incomplete. */
      complete: z.boolean(),
    }),
  ),
  /** Literal names that match nothing yet. */
  unmatched: z.array(z.string()),
  warnings: z.array(z.object({ code: z.string(), sentence: z.string() })),
  /** How many people the subject stands for. */
  people: z.number().optional(),
});
export type GrantPreview = z.infer<typeof grantPreviewSchema>;

const namedSchema = z.object({ id: z.string(), slug: z.string(), name: z.string() });

export const grantRowSchema = z.object({
  key: z.string(),
  id: z.string(),
  subject: namedSchema.extend({ kind: z.enum(["team", "user"]) }),
  target: namedSchema.extend({ kind: z.enum(["cluster", "cluster-group", "environment"]) }),
  namespaces: z.array(z.string()),
  role: grantRoleSchema,
  reason: z.string(),
  source: z.enum(["manual", "request", "gitops"]),
  state: grantStateSchema,
  /** Active and ends within seven days. */
  endsSoon: z.boolean(),
  startsAt: z.number(),
  expiresAt: z.number().optional(),
  revokedAt: z.number().optional(),
  revokedBy: z.string().optional(),
  createdAt: z.number(),
  createdBy: z.string().optional(),
});
export type GrantRow = z.infer<typeof grantRowSchema>;

export const grantListSchema = z.object({ items: z.array(grantRowSchema), may: z.object({ manage: z.boolean() }) });
export type GrantList = z.infer<typeof grantListSchema>;

export const grantFilterSchema = z.object({
  team: z.string().optional(),
  user: z.string().optional(),
  cluster: z.string().optional(),
  state: grantStateSchema.optional(),
});

/** Everything that a grant's form offers to choose from. */
export const grantChoicesSchema = z.object({
  teams: z.array(namedSchema),
  users: z.array(namedSchema),
  clusters: z.array(namedSchema),
  groups: z.array(namedSchema),
  environments: z.array(namedSchema),
});
export type GrantChoices = z.infer<typeof grantChoicesSchema>;
