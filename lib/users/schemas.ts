import { z } from "zod";

export const portalRoleSchema = z.enum(["member", "manager", "platform"]);

export const createUserInput = z.object({
  email: z.string().trim().toLowerCase().max(254, "at most 254 characters").pipe(z.email("must be an e-mail address")),
  displayName: z.string().trim().min(1, "must not be empty").max(80, "at most 80 characters"),
  portalRole: portalRoleSchema.default("member"),
});
export const setPortalRoleInput = z.object({ portalRole: portalRoleSchema });

export const userRowSchema = z.object({
  key: z.string(),
  id: z.string(),
  email: z.string(),
  displayName: z.string(),
  portalRole: portalRoleSchema,
  status: z.enum(["active", "suspended"]),
  /** `local` for an account kept here, else the issuer's address. */
  issuers: z.array(z.string()),
  teams: z.array(z.object({ slug: z.string(), name: z.string(), role: z.enum(["owner", "member", "viewer"]) })),
  /** Sessions that could still be used. */
  sessions: z.number(),
  lastSeenAt: z.number().optional(),
  createdAt: z.number(),
  /** The viewer's own account: some actions are not offered on it. */
  self: z.boolean(),
});
export type UserRow = z.infer<typeof userRowSchema>;

export const userListSchema = z.object({ items: z.array(userRowSchema) });
export type UserList = z.infer<typeof userListSchema>;

/** The password is shown once and kept only as a hash. */
export const createdUserSchema = z.object({ id: z.string(), email: z.string(), password: z.string() });
