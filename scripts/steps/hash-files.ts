import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** One hash over the names and contents of all files that the patterns match, from the given root. */
export function hashFiles(root: string, patterns: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of globSync([...patterns], { cwd: root }).sort()) {
    // Folders of routes have dots in their names: `[...nextauth]`, `openapi.json`.
    if (!statSync(join(root, file)).isFile()) continue;
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}
