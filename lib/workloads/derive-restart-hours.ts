import type { ContainerRow } from "#lib/kubernetes/types/container-row";
import type { PodRow } from "#lib/kubernetes/types/rows";

const HOUR = 3_600;
export const RESTART_HOURS = 24;

/** Restarts in each of the last hours by the clock, the present one last. `null`: nobody knows. */
export type RestartHours = readonly (number | null)[];

/**
 * When the containers of some pods restarted in the last day, as far as that was seen. A restart that nobody saw counts
 * where the next one was seen; those before the first that is known lie anywhere since their pod began. `undefined`
 * when there was none.
 * @param now epoch seconds
 * @param heardAt epoch seconds of the last news of the pods: nobody knows of the hours since then
 */
export function deriveRestartHours(pods: readonly PodRow[], now: number, heardAt = now): RestartHours | undefined {
  const present = Math.floor(now / HOUR);
  const each = pods.flatMap((pod) =>
    pod.containers.filter(({ restarts }) => restarts > 0).map((container) => hoursOf(pod, container, present)),
  );
  const silent = Math.min(present - Math.floor(heardAt / HOUR), RESTART_HOURS);
  const hours = addRestartHours(each);
  return silent > 0 ? hours && [...hours].fill(null, RESTART_HOURS - silent) : hours;
}

/** Hour by hour. What is not known of one is not known of all. */
export function addRestartHours(each: readonly (RestartHours | undefined)[]): RestartHours | undefined {
  const known = each.filter((hours) => hours !== undefined);
  const sums = Array.from({ length: RESTART_HOURS }, (_, at) =>
    known.reduce<number | null>((sum, hours) => {
      const value = hours[at] ?? null;
      return sum === null || value === null ? null : sum + value;
    }, 0),
  );
  return sums.some((value) => value !== 0) ? sums : undefined;
}

function hoursOf(pod: PodRow, { ends = [] }: ContainerRow, present: number): RestartHours {
  const began = Math.floor((pod.startedAt ?? pod.createdAt) / HOUR);
  const hours: (number | null)[] = Array.from({ length: RESTART_HOURS }, () => 0);
  const place = (hour: number) => RESTART_HOURS - 1 - (present - hour);
  const [first] = ends;
  const knownFrom = first ? Math.floor(first.at / HOUR) : present + 1;
  const unknownBefore = first?.ordinal !== 1 && began < knownFrom;
  let before = unknownBefore ? (first?.ordinal ?? 1) - 1 : 0;
  for (const { at, ordinal } of ends) {
    const spot = place(Math.floor(at / HOUR));
    if (spot in hours) hours[spot] = (hours[spot] ?? 0) + ordinal - before;
    before = ordinal;
  }
  if (unknownBefore) hours.fill(null, Math.max(0, place(began)), Math.max(0, place(knownFrom)));
  return hours;
}
