import type { ContainerEnd, ContainerRow } from "../types/container-row.ts";

/** The known ends of a container, oldest first: also the one that it shows while it has not started again. */
export function endsOf(container: ContainerRow): readonly ContainerEnd[] {
  const { ends = [], state, finishedAt, reason, restarts } = container;
  if (state !== "terminated" || finishedAt === undefined) return ends;
  const shown = { at: finishedAt, reason, ordinal: restarts + 1 };
  const newest = ends.at(-1);
  return newest?.at === shown.at && newest.ordinal === shown.ordinal ? ends : [...ends, shown];
}
