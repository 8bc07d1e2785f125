import { compareText, levelRank } from "#lib/workloads/format";
import type { AppRow, Change } from "./schemas.ts";

/** Worst first, then by name: an order that does not jump while nothing gets worse. */
export function compareApps(a: Pick<AppRow, "name" | "verdict">, b: Pick<AppRow, "name" | "verdict">): number {
  return levelRank(a.verdict.level) - levelRank(b.verdict.level) || compareText(a.name, b.name);
}

/**
 * The newest changes that fit; what is routine only where nothing else wants the place.
 * @param changes newest first, and so is the answer
 */
export function pickChanges(changes: readonly Change[], most: number): Change[] {
  const wanted = [...changes.filter(({ routine }) => !routine), ...changes.filter(({ routine }) => routine)];
  const picked = new Set(wanted.slice(0, most));
  return changes.filter((change) => picked.has(change));
}
