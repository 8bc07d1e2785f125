import { compareText, levelRank } from "#lib/workloads/format";
import type { AppRow } from "./schemas.ts";

/** Worst first, then by name: an order that does not jump while nothing gets worse. */
export function compareApps(a: Pick<AppRow, "name" | "verdict">, b: Pick<AppRow, "name" | "verdict">): number {
  return levelRank(a.verdict.level) - levelRank(b.verdict.level) || compareText(a.name, b.name);
}
