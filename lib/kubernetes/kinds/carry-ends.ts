import type { ContainerEnd, ContainerRow } from "../types/container-row.ts";
import type { PodRow } from "../types/rows.ts";

/** The newest ends of a container are all kept; older ones at most once an hour, for a day. */
const NEWEST = 16;
const HOUR = 3_600;
const DAY = 24 * HOUR;

/**
 * Lets the containers of a pod keep the ends that were seen before: the object itself shows only the last one. Only
 * containers that ended have any, so calm pods cost nothing.
 */
export function carryEnds(before: PodRow, next: PodRow): PodRow {
  if (before.uid !== next.uid || before.containers.every(({ ends }) => ends === undefined)) return next;
  const containers = next.containers.map((container) => {
    const known = before.containers.find(({ name, role }) => name === container.name && role === container.role);
    const ends = known?.ends && joinEnds(known.ends, known.restarts, container);
    return ends === undefined ? container : { ...container, ends };
  });
  return { ...next, containers };
}

/** `undefined` when the container began anew, or the object shows all that is known. */
function joinEnds(
  known: readonly ContainerEnd[],
  restarts: number,
  container: ContainerRow,
): readonly ContainerEnd[] | undefined {
  const newest = known.at(-1);
  const last = container.ends?.[0];
  // A node may forget how the last run ended, or, after it restarted, show the end before; what ended stays ended.
  if (!last || !newest || last.ordinal <= newest.ordinal) return container.restarts >= restarts ? known : undefined;
  return last.at === newest.at ? known : thin([...known, last], last.at);
}

function thin(ends: readonly ContainerEnd[], now: number): readonly ContainerEnd[] {
  const byHour = Map.groupBy(ends.slice(0, -NEWEST), ({ at }) => Math.floor(at / HOUR));
  const older = [...byHour.values()].flatMap((hour) => hour.slice(-1));
  return [...older, ...ends.slice(-NEWEST)].filter(({ at }) => now - at <= DAY);
}
