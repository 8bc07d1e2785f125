import { type Delta, mergeDeltas } from "./diff-answers.ts";

const MAX_DELTAS = 64;

/** The last steps of one view, so that a viewer who returns soon gets only what it missed. */
export type DeltaRing = {
  push(from: string, delta: Delta): void;
  /** All that happened after `revision`; undefined: too long ago, or never seen. */
  since(revision: string): Delta | undefined;
};

export function createDeltaRing(): DeltaRing {
  let steps: { from: string; delta: Delta }[] = [];
  return {
    push: (from, delta) => {
      steps = [...steps, { from, delta }].slice(-MAX_DELTAS);
    },
    since: (revision) => {
      const first = steps.findLastIndex((step) => step.from === revision);
      return first === -1 ? undefined : mergeDeltas(steps.slice(first).map((step) => step.delta));
    },
  };
}
