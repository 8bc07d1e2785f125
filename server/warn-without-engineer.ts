import type { Runtime } from "#lib/runtime";

/** Says at the start how somebody gets in when there is no platform engineer yet. */
export async function warnWithoutEngineer({ db, log }: Pick<Runtime, "db" | "log">): Promise<void> {
  if ((await db.prisma.user.count({ where: { portalRole: "platform" } })) > 0) return;
  const first = db.kind === "pglite" ? "Stop this process, then create" : "Create";
  log.warn(
    {},
    `There is no platform engineer yet. ${first} the first one: node server/create-platform-engineer.ts you@example.com`,
  );
}
