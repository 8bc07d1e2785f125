import type { Clock } from "#lib/core/clock";
import type { FleetChange } from "../types/fleet.ts";
import type { CachedKind } from "../types/rows.ts";

const WINDOW_MS = 100;
/** Beyond this many a list of namespaces is no shorter than "look at everything". */
const MOST_NAMESPACES = 500;

export type ChangeBatcher = {
  rows(kind: CachedKind, namespaces: ReadonlySet<string>): void;
  state(kinds: readonly CachedKind[]): void;
  stop(): void;
};

/** Collects the changes of one cluster over 100 ms, however many there are, into one notification. */
export function createChangeBatcher(
  clusterId: string,
  clock: Clock,
  emit: (change: FleetChange) => void,
): ChangeBatcher {
  let kinds = new Set<CachedKind>();
  let namespaces = new Set<string>();
  let everything = false;
  let state = false;
  let cancel: (() => void) | undefined;

  const flush = () => {
    const change: FleetChange = { clusterId, kinds, namespaces: everything ? new Set() : namespaces, state };
    kinds = new Set();
    namespaces = new Set();
    everything = false;
    state = false;
    cancel = undefined;
    emit(change);
  };
  const schedule = () => {
    cancel ??= clock.after(WINDOW_MS, flush);
  };

  return {
    rows(kind, changed) {
      kinds.add(kind);
      // Cluster-scoped rows have no namespace: they concern everybody.
      everything ||= changed.has("") || namespaces.size + changed.size > MOST_NAMESPACES;
      if (!everything) for (const namespace of changed) namespaces.add(namespace);
      schedule();
    },
    state(changed) {
      for (const kind of changed) kinds.add(kind);
      everything = true;
      state = true;
      schedule();
    },
    stop: () => cancel?.(),
  };
}
