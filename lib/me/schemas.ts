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
