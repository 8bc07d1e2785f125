import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A person and what the audit calls them. Only for verbs that checked `users.manage`. @throws `not_found` */
export async function findUser(ctx: Context, id: string) {
  if (!UUID.test(id)) throw failure("not_found");
  const user = await ctx.runtime.db.prisma.user.findUnique({ where: { id } });
  if (user === null) throw failure("not_found");
  return { user, entry: { targetKind: "user", targetId: id, targetName: user.displayName } };
}
