import type { BenchResult, Goal } from "./bench.ts";

/** A goal for one peer, and whether its ratio reaches it. No ratio reaches none. */
export type Judged = {
  readonly peer: string;
  readonly figure: string;
  readonly atMost: number;
  readonly ratio: number | undefined;
  readonly met: boolean;
};

/** Holds the ratios against the goals, for every peer whose name begins as the goal says. Pure. */
export function judgeGoals(ratios: BenchResult["ratios"], goals: readonly Goal[]): Judged[] {
  return goals.flatMap(({ peer, figure, atMost, unlessWithin }) => {
    const peers = Object.keys(ratios).filter((name) => name.startsWith(peer));
    return (peers.length === 0 ? [peer] : peers).map((name) => {
      const ratio = ratios[name]?.[figure];
      const noise = unlessWithin === undefined ? undefined : ratios[name]?.[unlessWithin];
      const met = ratio !== undefined && ratio <= Math.max(atMost, noise ?? 0);
      return { peer: name, figure, atMost, ratio, met };
    });
  });
}
