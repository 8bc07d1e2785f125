import { z } from "zod";
import { clusterFreshnessSchema } from "#lib/http/answer";

/** The places of the sidebar; those that a person may not use are not named. */
export const sectionSchema = z.enum(["home", "summary", "apps", "namespaces", "clusters", "access", "audit"]);
export type SectionId = z.infer<typeof sectionSchema>;

/** Who looks, and what there is for them. */
export const meSchema = z.object({
  userId: z.string(),
  displayName: z.string(),
  email: z.string(),
  portalRole: z.enum(["member", "manager", "platform"]),
  teams: z.array(z.object({ slug: z.string(), name: z.string(), role: z.enum(["owner", "member", "viewer"]) })),
  sections: z.array(sectionSchema),
  /** Of the clusters in sight, in the order in which a change travels. */
  environments: z.array(z.object({ slug: z.string(), name: z.string() })),
  clusters: z.array(
    z.object({
      slug: z.string(),
      displayName: z.string(),
      environment: z.string(),
      freshness: clusterFreshnessSchema,
    }),
  ),
});
export type Me = z.infer<typeof meSchema>;

export const changePasswordInput = z.object({
  currentPassword: z.string().min(1, "must not be empty").max(256, "at most 256 characters"),
  newPassword: z.string(),
});

/** One place where the caller is signed in. Its id is no part of it: that stays on the server. */
export const ownSessionSchema = z.object({
  /** Epoch milliseconds. */
  startedAt: z.number(),
  /** Epoch milliseconds, moved once a minute. */
  lastUsedAt: z.number(),
  /** What the browser said of itself: "Firefox on Linux". */
  client: z.string().optional(),
  current: z.boolean(),
});
export type OwnSession = z.infer<typeof ownSessionSchema>;

export const accountSchema = z.object({
  ...meSchema.pick({ displayName: true, email: true, portalRole: true }).shape,
  /** `visible`: whether the caller may open the team's page. */
  teams: z.array(meSchema.shape.teams.element.extend({ visible: z.boolean() })),
  /** Absent: the caller signs in elsewhere. `others`: nobody but them should know it, but it was made for them. */
  password: z.object({ setBy: z.enum(["you", "others"]) }).optional(),
  /** The present one first, then by last use. */
  sessions: z.array(ownSessionSchema),
});
export type Account = z.infer<typeof accountSchema>;

export const endedSessionsSchema = z.object({ sessions: z.number() });
