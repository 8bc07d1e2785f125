import type { Database } from "#lib/db/open-database";

/** The issuer of identities whose passwords we keep. */
export const LOCAL_ISSUER = "local";

/** The local identity of a sign-in name with its person, whatever their status; undefined when there is none. */
export async function findLocalAccount(db: Database, name: string) {
  const where = { issuer_subject: { issuer: LOCAL_ISSUER, subject: name } };
  return (await db.prisma.identity.findUnique({ where, include: { user: true } })) ?? undefined;
}

/** The local identity of a person; undefined when they sign in elsewhere. */
export async function findLocalIdentity(db: Database, userId: string) {
  const where = { userId, issuer: LOCAL_ISSUER, passwordHash: { not: null } };
  return (await db.prisma.identity.findFirst({ where, orderBy: { createdAt: "asc" } })) ?? undefined;
}
