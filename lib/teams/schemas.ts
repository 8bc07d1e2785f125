import { z } from "zod";

export const teamRoleSchema = z.enum(["owner", "member", "viewer"]);

/** Names that appear in URLs and in the group `wheelhouse:team:<slug>` that clusters see. */
export const teamSlugSchema = z
  .string()
  .max(40, "at most 40 characters")
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, "lower-case letters, digits and inner hyphens only");

export const createTeamInput = z.object({
  slug: teamSlugSchema,
  name: z.string().trim().min(1, "must not be empty").max(80, "at most 80 characters"),
  description: z.string().trim().max(500, "at most 500 characters").default(""),
  costCentre: z.string().trim().max(40, "at most 40 characters").optional(),
});

/** `version` is the one that the form showed: a change by somebody else in between is a conflict, not lost. */
export const updateTeamInput = createTeamInput
  .pick({ name: true, description: true, costCentre: true })
  .extend({ version: z.number().int().positive().optional() });
export const deleteTeamInput = z.object({ confirm: z.string() });
export const addMemberInput = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email("must be an e-mail address")),
  role: teamRoleSchema.default("member"),
});
export const changeMemberRoleInput = z.object({ role: teamRoleSchema });

export const teamRowSchema = z.object({
  key: z.string(),
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  costCentre: z.string().optional(),
  members: z.number(),
  owners: z.array(z.string()),
  /** Grants in force now. */
  activeGrants: z.number(),
  /** Of those, the ones that end within seven days. */
  endingGrants: z.number(),
  /** The viewer's own role in it. */
  myRole: teamRoleSchema.optional(),
  createdAt: z.number(),
});
export type TeamRow = z.infer<typeof teamRowSchema>;

export const teamListSchema = z.object({ items: z.array(teamRowSchema), may: z.object({ manage: z.boolean() }) });
export type TeamList = z.infer<typeof teamListSchema>;

export const memberSchema = z.object({
  userId: z.string(),
  displayName: z.string(),
  email: z.string(),
  role: teamRoleSchema,
  status: z.enum(["active", "suspended"]),
  since: z.number(),
});
export type Member = z.infer<typeof memberSchema>;

export const teamDetailSchema = z.object({
  row: teamRowSchema,
  version: z.number(),
  members: z.array(memberSchema),
  may: z.object({ manage: z.boolean(), manageMembers: z.boolean(), viewGrants: z.boolean() }),
});
export type TeamDetail = z.infer<typeof teamDetailSchema>;
