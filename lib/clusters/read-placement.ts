import { badField } from "#lib/core/errors";
import type { Database } from "#lib/db/open-database";

/** The ids behind an environment's and groups' short names. @throws `bad_input` that names the unknown one's field */
export async function readPlacement(
  { prisma }: Database,
  names: { readonly environment: string; readonly groups: readonly string[] },
): Promise<{ environmentId: string; groupIds: string[] }> {
  const environment = await prisma.environment.findUnique({ where: { slug: names.environment }, select: { id: true } });
  if (environment === null) throw badField("environment", "must be one that exists", "production");
  const wanted = [...new Set(names.groups)];
  const groups = await prisma.clusterGroup.findMany({ where: { slug: { in: wanted } }, select: { id: true } });
  if (groups.length !== wanted.length) throw badField("groups", "must be groups that exist");
  return { environmentId: environment.id, groupIds: groups.map((group) => group.id) };
}
