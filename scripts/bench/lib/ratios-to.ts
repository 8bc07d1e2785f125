import type { BenchResult, Figures } from "./bench.ts";

/** Ours divided by every other side, for the named figures, rounded to three digits. */
export function ratiosTo(
  ours: string,
  sides: Readonly<Record<string, Figures>>,
  figures: readonly string[],
): BenchResult["ratios"] {
  const mine = sides[ours];
  if (!mine) throw new Error(`no side ${ours}`);
  const peers = Object.entries(sides).filter(([name]) => name !== ours);
  return Object.fromEntries(peers.map(([name, theirs]) => [name, divide(mine, theirs, figures)]));
}

function divide(mine: Figures, theirs: Figures, figures: readonly string[]): Figures {
  return Object.fromEntries(
    figures.map((figure) => [
      figure,
      Number(((mine[figure] ?? Number.NaN) / (theirs[figure] ?? Number.NaN)).toPrecision(3)),
    ]),
  );
}
