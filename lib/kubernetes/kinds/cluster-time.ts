/** A smaller skew cannot be told from the time that an answer takes. */
const NOISE_SECONDS = 2;

/**
 * A moment by the clock of a cluster, which wrote every time in its objects.
 * @param now the moment by the portal's clock, epoch milliseconds
 * @param skewSeconds how far the cluster's clock is ahead; undefined until known
 */
export function clusterTime(now: number, skewSeconds: number | undefined): number {
  if (skewSeconds === undefined || Math.abs(skewSeconds) <= NOISE_SECONDS) return now;
  return now + Math.round(skewSeconds) * 1000;
}
