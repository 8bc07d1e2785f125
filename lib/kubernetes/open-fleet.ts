import { openFleetCache } from "./cache/open-fleet-cache.ts";
import { type ConnectionDeps, openConnection } from "./connection/open-connection.ts";
import type { Fleet } from "./types/fleet.ts";

/**
 * Opens an empty fleet whose clusters are reached over the network, within the given address policy. Waits for
 * nothing: `connect` returns at once and reads answer with what is known.
 */
export function openFleet(deps: ConnectionDeps): Fleet {
  const { clock, random, log } = deps;
  return openFleetCache({ clock, random, log, openConnection: (target) => openConnection(target, deps) });
}
