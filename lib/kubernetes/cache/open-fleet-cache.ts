import { isDeepStrictEqual } from "node:util";
import type { Clock } from "#lib/core/clock";
import type { Log } from "#lib/core/log";
import type { Random } from "#lib/core/random";
import type { ClusterConnection } from "../types/connection.ts";
import type { Fleet, FleetChange } from "../types/fleet.ts";
import type { ClusterTarget } from "../types/target.ts";
import { ClusterCache } from "./cluster-cache.ts";
import { createColdListLimiter } from "./cold-list-limiter.ts";

export type FleetCacheDeps = {
  /** Makes a connection without touching the network. */
  readonly openConnection: (target: ClusterTarget) => ClusterConnection;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
};

/** Opens an empty fleet. Nothing here waits for a cluster: `connect` returns at once and reads answer what is known. */
export function openFleetCache({ openConnection, clock, random, log }: FleetCacheDeps): Fleet {
  const clusters = new Map<string, ClusterCache>();
  const listeners = new Set<(change: FleetChange) => void>();
  const limiter = createColdListLimiter(clock);

  const emit = (change: FleetChange) => {
    for (const listener of listeners) {
      try {
        listener(change);
      } catch (error) {
        log.error({ error, cluster: change.clusterId }, "a fleet listener failed");
      }
    }
  };
  const announce = (clusterId: string) => emit({ clusterId, kinds: new Set(), namespaces: new Set(), state: true });

  return {
    clusters: () => [...clusters.values()],
    cluster: (id) => clusters.get(id),
    connect(target, namespaces) {
      const known = clusters.get(target.id);
      if (!known) {
        clusters.set(
          target.id,
          new ClusterCache(target, namespaces, { openConnection, clock, random, log, limiter, emit }),
        );
        announce(target.id);
      } else if (isDeepStrictEqual(known.connection.target, target)) known.setNamespaces(namespaces);
      else known.replace(target, namespaces);
    },
    setNamespaces: (clusterId, namespaces) => clusters.get(clusterId)?.setNamespaces(namespaces),
    async disconnect(clusterId) {
      const known = clusters.get(clusterId);
      if (!known) return;
      clusters.delete(clusterId);
      announce(clusterId);
      await known.stop();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async stop() {
      listeners.clear();
      const all = [...clusters.values()];
      clusters.clear();
      await Promise.all(all.map((cluster) => cluster.stop()));
    },
  };
}
