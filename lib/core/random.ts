/** A number in [0, 1); the one source of jitter, so that tests can replace it. */
export type Random = () => number;

export const systemRandom: Random = () => Math.random();
