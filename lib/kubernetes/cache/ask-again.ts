import type { Random } from "#lib/core/random";

const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;

export type AskAgain = {
  /** Milliseconds until a right or a kind that is missing is asked for again. */
  next(): number;
  reset(): void;
};

/**
 * 1 s, 2 s, … 5 min, each between half and whole at random. Soon at first, because an API server that has just started
 * refuses what it will allow a second later; then rarely, because most refusals are meant.
 */
export function createAskAgain(random: Random): AskAgain {
  let asked = 0;
  return {
    next: () => Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(asked++, 20)) * (0.5 + random() / 2),
    reset: () => {
      asked = 0;
    },
  };
}
