import { z } from "zod";
import type { Database } from "#lib/db/open-database";
import type { AccessRecords } from "./build-snapshot.ts";

const nullToUndefined = <T extends z.ZodType>(schema: T) => schema.nullable().transform((value) => value ?? undefined);

const recordsSchema = z.object({
  userId: z.string(),
  epoch: z.number(),
  status: z.enum(["active", "suspended"]),
  portalRole: z.enum(["member", "manager", "platform"]),
  memberships: z.array(z.object({ teamId: z.string(), slug: z.string(), role: z.enum(["owner", "member", "viewer"]) })),
  grants: z.array(
    z.object({
      id: z.string(),
      teamId: nullToUndefined(z.string()),
      teamSlug: nullToUndefined(z.string()),
      userId: nullToUndefined(z.string()),
      targetKind: z.enum(["cluster", "cluster-group", "environment"]),
      targetId: z.string(),
      targetSlug: z.string(),
      namespaces: z.array(z.string()),
      role: z.enum(["viewer", "developer", "maintainer", "platform", "manager"]),
      reason: z.string(),
      startsAt: z.number(),
      expiresAt: nullToUndefined(z.number()),
    }),
  ),
  clusters: z.array(
    z.object({
      id: z.string(),
      slug: z.string(),
      paused: z.boolean(),
      environmentId: z.string(),
      groupIds: z.array(z.string()),
    }),
  ),
});

/**
 * Everything that decides what a person may do, in one statement: all of it is of the same moment.
 * @param now epoch milliseconds; grants that ended before are left out.
 * @returns undefined when there is no such person.
 * @throws when the database answers something of another shape: nothing is allowed on a guess.
 */
export async function loadRecords(db: Database, userId: string, now: number): Promise<AccessRecords | undefined> {
  const at = new Date(now);
  const rows = await db.prisma.$queryRaw<{ records: unknown }[]>`
    SELECT json_build_object(
      'userId', u.id, 'epoch', u.access_epoch, 'status', u.status, 'portalRole', u.portal_role,
      'memberships', (
        SELECT coalesce(json_agg(json_build_object('teamId', t.id, 'slug', t.slug, 'role', m.role) ORDER BY t.slug), '[]')
          FROM memberships m JOIN teams t ON t.id = m.team_id WHERE m.user_id = u.id),
      'grants', (
        SELECT coalesce(json_agg(json_build_object(
            'id', g.id, 'teamId', g.team_id, 'teamSlug', t.slug, 'userId', g.user_id,
            'targetKind', CASE WHEN g.cluster_id IS NOT NULL THEN 'cluster'
                               WHEN g.cluster_group_id IS NOT NULL THEN 'cluster-group' ELSE 'environment' END,
            'targetId', coalesce(g.cluster_id, g.cluster_group_id, g.environment_id),
            'targetSlug', coalesce(c.slug, cg.slug, e.slug),
            'namespaces', g.namespaces, 'role', g.role, 'reason', g.reason,
            'startsAt', (extract(epoch FROM g.starts_at) * 1000)::bigint,
            'expiresAt', (extract(epoch FROM g.expires_at) * 1000)::bigint) ORDER BY g.id), '[]')
          FROM grants g
          LEFT JOIN teams t ON t.id = g.team_id
          LEFT JOIN clusters c ON c.id = g.cluster_id
          LEFT JOIN cluster_groups cg ON cg.id = g.cluster_group_id
          LEFT JOIN environments e ON e.id = g.environment_id
         WHERE g.revoked_at IS NULL AND (g.expires_at IS NULL OR g.expires_at > ${at})
           AND (g.user_id = u.id
                OR g.team_id IN (SELECT m.team_id FROM memberships m WHERE m.user_id = u.id)
                OR (g.team_id IS NOT NULL AND u.portal_role <> 'member'))),
      'clusters', (
        SELECT coalesce(json_agg(json_build_object('id', c.id, 'slug', c.slug,
            'paused', c.state = 'paused', 'environmentId', c.environment_id,
            'groupIds', (SELECT coalesce(json_agg(m.group_id), '[]')
                           FROM cluster_group_members m WHERE m.cluster_id = c.id)) ORDER BY c.slug), '[]')
          FROM clusters c)
    ) AS records
    FROM users u WHERE u.id = ${userId}::uuid`;
  return rows[0] === undefined ? undefined : recordsSchema.parse(rows[0].records);
}
