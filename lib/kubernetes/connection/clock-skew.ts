import type { Clock } from "#lib/core/clock";

export type ClockSkew = {
  /** Takes the `Date` header of an answer that has just begun. */
  note(date: string | undefined): void;
  /** How far the cluster's clock is ahead of ours, in seconds; undefined until an answer has told. */
  seconds(): number | undefined;
};

/** The header is cut to whole seconds: on average it is half a second old. */
const CUT_MS = 500;

/**
 * Smoothed with the weight of 1/8 that RFC 6298 gives a new round trip, because each sample is off by up to half a
 * second and by the way of the answer. Good to about a second.
 */
export function createClockSkew(clock: Clock): ClockSkew {
  let mean: number | undefined;
  return {
    note: (date) => {
      const there = date === undefined ? Number.NaN : Date.parse(date);
      if (Number.isNaN(there)) return;
      const sample = (there + CUT_MS - clock.now()) / 1000;
      mean = mean === undefined ? sample : mean + (sample - mean) / 8;
    },
    seconds: () => mean,
  };
}
