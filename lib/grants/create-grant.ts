import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { badField } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { isUniqueViolation } from "#lib/db/is-unique-violation";
import { parseInput } from "#lib/http/parse-input";
import { publishChange } from "#lib/publish-change";
import { bumpSubject } from "./bump-subject.ts";
import { grantColumns } from "./grant-columns.ts";
import { nameSubject, nameTarget } from "./name-grant-parts.ts";
import { type CreateGrantInput, createGrantInput } from "./schemas.ts";

/**
 * Gives a team or a person a role in namespaces of a cluster, a group of clusters or an environment.
 * @throws `bad_input` when the period is empty or over, or the same grant exists and is not revoked.
 */
export async function createGrant(ctx: Context, input: CreateGrantInput): Promise<{ id: string }> {
  const attempt = { action: "grant.create", targetKind: "grant", targetName: "new grant" };
  await requireAudited(ctx, { kind: "portal", action: "grants.manage" }, attempt);
  const grant = parseInput(createGrantInput, input, "body");
  const { startsAt, expiresAt } = checkPeriod(grant, ctx.runtime.clock.now());
  const { db } = ctx.runtime;
  const subject = await nameSubject(db, grant.subject);
  const target = await nameTarget(db, grant.target);
  const columns = grantColumns(subject, target);
  const id = newId(ctx.runtime.clock);
  const namespaces = [...new Set(grant.namespaces)].sort();
  const entry = {
    ...attempt,
    targetId: id,
    targetName: `${subject.name} → ${target.name}`,
    teamId: columns.teamId ?? undefined,
    clusterId: columns.clusterId ?? undefined,
    detail: {
      subject: subject.slug,
      target: target.slug,
      namespaces,
      role: grant.role,
      reason: grant.reason,
      expiresAt,
    },
  };
  const data = { id, ...columns, namespaces, role: grant.role, reason: grant.reason, startsAt, expiresAt };
  try {
    await db.prisma.$transaction(async (tx) => {
      await tx.grant.create({ data: { ...data, createdById: ctx.actor.userId } });
      await recordAudit(ctx, { ...entry, result: "succeeded" }, tx);
      await bumpSubject(tx, columns);
    });
  } catch (error) {
    throw isUniqueViolation(error)
      ? badField("namespaces", "are granted already in the same way: extend that grant")
      : error;
  }
  await publishChange(ctx.runtime);
  return { id };
}

function checkPeriod(
  grant: z.output<typeof createGrantInput>,
  now: number,
): { startsAt: Date; expiresAt: Date | null } {
  const startsAt = grant.startsAt ?? now;
  if (grant.expiresAt === undefined) return { startsAt: new Date(startsAt), expiresAt: null };
  if (grant.expiresAt <= now) throw badField("expiresAt", "must be in the future");
  if (grant.expiresAt <= startsAt) throw badField("expiresAt", "must be after the start");
  return { startsAt: new Date(startsAt), expiresAt: new Date(grant.expiresAt) };
}
