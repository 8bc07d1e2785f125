import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Texts that only server code or a secret has. Names of settings count: their place is `lib/core/env.ts`. */
export const MARKERS: readonly string[] = [
  "PrismaClient",
  "@prisma/",
  "PGlite",
  "node:http2",
  "node:crypto",
  "node:fs",
  "WHEELHOUSE_ENCRYPTION_KEYS",
  "WHEELHOUSE_SESSION_SECRET",
  "DATABASE_URL",
  "PRIVATE KEY-----",
  "impersonate-user",
  "passwordHash",
  "wrappedKey",
  "scrypt",
  "_prisma_migrations",
  "wheelhouse.runtime",
];

export type BundleProblem = { readonly file: string; readonly marker: string };

/**
 * Looks for server code and secrets in everything that a browser may fetch.
 * @throws when there is no build, because then nothing would have been looked at
 */
export function scanClientBundle(root: string): BundleProblem[] {
  const files = globSync(".next/static/**/*.{js,css,map,json}", { cwd: root });
  if (files.length === 0) throw new Error("There is no build to scan under .next/static.");
  return files.flatMap((file) => findMarkers(file, readFileSync(join(root, file), "utf8")));
}

export function findMarkers(file: string, text: string): BundleProblem[] {
  return MARKERS.filter((marker) => text.includes(marker)).map((marker) => ({ file, marker }));
}
