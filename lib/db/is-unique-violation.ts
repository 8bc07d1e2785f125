/** Whether an error is Prisma's P2002: a unique index refused the row. `fields` are its columns, as far as known. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "P2002";
}
