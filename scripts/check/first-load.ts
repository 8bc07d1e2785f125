import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";

/** Compressed JavaScript that a page may need before it works. */
export const BUDGET_BYTES = 220_000;
/** What Next sends with. */
const GZIP_LEVEL = 6;

export type PageWeight = { readonly page: string; readonly bytes: number; readonly files: number };

type ClientManifest = { entryJSFiles?: Record<string, string[]> };

/**
 * The gzipped JavaScript of each page's first load, heaviest first: the runtime that every page has, and the chunks of
 * the page with all its layouts and boundaries, as the build's own manifests list them. Chunks that are fetched later
 * on demand do not count, nor do polyfills, which modern browsers skip.
 * @throws when there is no build, because then nothing would have been weighed
 */
export function weighPages(root: string): PageWeight[] {
  const built = join(root, ".next");
  const manifests = globSync("server/app/**/page_client-reference-manifest.js", { cwd: built });
  if (manifests.length === 0) throw new Error("There is no build to weigh under .next/server/app.");
  const build = JSON.parse(readFileSync(join(built, "build-manifest.json"), "utf8")) as { rootMainFiles: string[] };
  const sizes = new Map<string, number>();
  const sizeOf = (file: string): number => {
    const known = sizes.get(file) ?? gzipSync(readFileSync(join(built, file)), { level: GZIP_LEVEL }).length;
    sizes.set(file, known);
    return known;
  };
  return manifests
    .flatMap((manifest) => chunksOf(readFileSync(join(built, manifest), "utf8")))
    .map(({ page, chunks }) => {
      const files = [...new Set([...build.rootMainFiles, ...chunks])];
      return { page, files: files.length, bytes: files.reduce((sum, file) => sum + sizeOf(file), 0) };
    })
    .sort((one, other) => other.bytes - one.bytes);
}

/** The manifests are scripts that assign to a global, one key per page. */
function chunksOf(script: string): { page: string; chunks: string[] }[] {
  const scope: { __RSC_MANIFEST?: Record<string, ClientManifest>; globalThis?: unknown } = {};
  scope.globalThis = scope;
  runInNewContext(script, scope);
  return Object.entries(scope.__RSC_MANIFEST ?? {}).map(([key, { entryJSFiles = {} }]) => ({
    page: key.replace(/\/\([^)]*\)/g, "").replace(/\/page$/, "") || "/",
    chunks: Object.values(entryJSFiles).flat(),
  }));
}

/** One sentence for each page over the budget. */
export function overBudget(pages: readonly PageWeight[]): string[] {
  return pages
    .filter(({ bytes }) => bytes > BUDGET_BYTES)
    .map(
      ({ page, bytes }) =>
        `${page} loads ${kilobytes(bytes)} of JavaScript first, ${kilobytes(BUDGET_BYTES)} is allowed.`,
    );
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
