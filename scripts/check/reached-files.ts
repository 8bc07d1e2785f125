import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** `from "x"`, `import "x"` and `import("x")`, but for statements that import types only. */
const IMPORTS =
  /^(?:import|export)\s(?!type\b)(?:[^"';=()]*\bfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm;

/**
 * The files that run when `entry` does: itself and what it imports by relative and `#lib/` paths, at once or later.
 * Imports of types and of packages do not count. Paths are relative to `root`.
 * @throws when an imported file is missing, because then what it imports would be missing from the answer too
 */
export function reachedFiles(root: string, entry: string): Set<string> {
  const reached = new Set([entry]);
  for (const file of reached) {
    for (const target of importsOf(file, readFileSync(join(root, file), "utf8"))) {
      if (!existsSync(join(root, target))) throw new Error(`${file} imports ${target}, which is not there.`);
      reached.add(target);
    }
  }
  return reached;
}

/** Where the imports of own files in `text` lead. */
export function importsOf(file: string, text: string): string[] {
  return [...text.matchAll(IMPORTS)]
    .map(([, named, later]) => named ?? later ?? "")
    .flatMap((name) => {
      if (name.startsWith("#lib/")) return [`lib/${name.slice("#lib/".length)}.ts`];
      return name.startsWith(".") ? [posix.join(posix.dirname(file), name)] : [];
    });
}
