import type { Bench, Figures, Side } from "./lib/bench.ts";
import { startBenchFleet } from "./lib/bench-fleet.ts";
import { firstViewFigures } from "./lib/first-view-figures.ts";
import { measureBackstage } from "./lib/measure-backstage.ts";
import { measurePortal } from "./lib/measure-portal.ts";

/** Both sides are warmed up by as many requests. `limitMs`: how long Backstage may take; it waits for every cluster. */
const SIZES = [
  { clusters: 20, pods: 50, warmUps: 20, ourRuns: 200, pairs: 3, theirRuns: 20, limitMs: 20_000 },
  { clusters: 50, pods: 500, warmUps: 3, ourRuns: 100, pairs: 3, theirRuns: 3, limitMs: 180_000 },
] as const;

type Size = Record<keyof (typeof SIZES)[number], number>;

export const bench: Bench = {
  name: "first-view",
  summary: "one team's view over 20 clusters × 50 pods and 50 × 500, all well and with one cluster dead",
  goals: [
    { peer: "backstage", figure: "p50Ms", atMost: 0.1 },
    { peer: "backstage", figure: "bytes", atMost: 0.1 },
    { peer: "wheelhouse without the dead cluster", figure: "p50Ms", atMost: 1.2, unlessWithin: "noise" },
  ],
  async run(say) {
    const sides: Record<string, Side> = {};
    const ratios: Record<string, Figures> = {};
    for (const size of sizesOf(process.argv.slice(2))) {
      const label = `${size.clusters}x${size.pods}`;
      const measured = await measureSize(size, (text) => say(`${label}: ${text}`));
      say(`${label}: ${JSON.stringify(measured)}`);
      const found = firstViewFigures(label, measured);
      Object.assign(sides, found.sides);
      Object.assign(ratios, found.ratios);
    }
    return { sides, ratios };
  },
};

/** `--smoke`: once, small and quick, to see that it runs; its figures say nothing. */
function sizesOf(args: readonly string[]): readonly Size[] {
  if (!args.includes("--smoke")) return SIZES;
  return [{ clusters: 2, pods: 5, warmUps: 1, ourRuns: 5, pairs: 1, theirRuns: 2, limitMs: 5_000 }];
}

/** One side after the other: neither works while the other is measured. */
async function measureSize(size: Size, say: (text: string) => void) {
  say("starting the clusters");
  const fleet = await startBenchFleet(size.clusters, size.pods);
  try {
    const ours = await measurePortal(fleet, { ...size, runs: size.ourRuns }, say);
    const theirs = await measureBackstage(fleet, { ...size, runs: size.theirRuns }, say);
    return { ours, theirs };
  } finally {
    fleet.stop();
  }
}
