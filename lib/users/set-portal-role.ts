import type { z } from "zod";
import { bumpEpochs } from "#lib/access/bump-epochs";
import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { parseInput } from "#lib/http/parse-input";
import { publishChange } from "#lib/publish-change";
import { findUser } from "./find-user.ts";
import { keepOnePlatformEngineer } from "./keep-one-platform-engineer.ts";
import { setPortalRoleInput } from "./schemas.ts";

/** Changes what a person may do in the portal itself. @throws `conflict` for one's own role and the last platform engineer. */
export async function setPortalRole(
  ctx: Context,
  id: string,
  input: z.input<typeof setPortalRoleInput>,
): Promise<void> {
  const attempt = { action: "user.role", targetKind: "user", targetId: id, targetName: "user" };
  await requireAudited(ctx, { kind: "portal", action: "users.manage" }, attempt);
  const { portalRole } = parseInput(setPortalRoleInput, input, "body");
  const { user, entry } = await findUser(ctx, id);
  if (id === ctx.actor.userId) throw failure("conflict", "This is your own role: somebody else has to change it.");
  await ctx.runtime.db.prisma.$transaction(async (tx) => {
    if (user.portalRole === "platform" && portalRole !== "platform") await keepOnePlatformEngineer(tx, id);
    await tx.user.update({ where: { id }, data: { portalRole } });
    const detail = { from: user.portalRole, to: portalRole };
    await recordAudit(ctx, { ...entry, action: attempt.action, result: "succeeded", detail }, tx);
    await bumpEpochs(tx, [id]);
  });
  await publishChange(ctx.runtime);
}
