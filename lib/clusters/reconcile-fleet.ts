import { readKeyRing } from "#lib/credentials/key-ring";
import { openCredential } from "#lib/credentials/open-credential";
import type { ClusterCredential } from "#lib/kubernetes/types/target";
import type { FleetReconciler } from "#lib/runtime";
import { type DesiredCluster, readDesiredFleet } from "./read-desired-fleet.ts";
import { type ReconcilerRuntime, recordClusterStatus } from "./record-cluster-status.ts";

export type ReconcileOptions = {
  /** Credentials that live only in this process, by cluster id: those of an operator's own file. */
  readonly held?: ReadonlyMap<string, ClusterCredential>;
};

/** Other replicas change the inventory too. */
const INTERVAL_MS = 5_000;

type State = ReconcilerRuntime & {
  readonly held: ReadonlyMap<string, ClusterCredential>;
  /** What was connected last, by cluster id. */
  readonly applied: Map<string, string>;
};

/**
 * Keeps `runtime.fleet` equal to the inventory: at once, at each call of `reconcile`, and every 5 s. Connecting returns
 * at once, so no cluster is waited for. Also writes down the clusters' last known state. Never throws: what fails is
 * logged and tried again.
 */
export function reconcileFleet(runtime: ReconcilerRuntime, options: ReconcileOptions = {}): FleetReconciler {
  const { db, fleet, env, clock, log } = runtime;
  const state: State = { db, fleet, env, clock, log, held: options.held ?? new Map(), applied: new Map() };
  const status = recordClusterStatus(runtime);
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let cancel = () => {};
  const loop = async (): Promise<void> => {
    do {
      again = false;
      await step(state).catch((error: unknown) => log.error({ err: error }, "the fleet could not be compared"));
    } while (again && !stopped);
  };
  const reconcile = async (): Promise<void> => {
    if (stopped) return;
    again = running !== undefined;
    running ??= loop().finally(() => {
      running = undefined;
    });
    await running;
  };
  const tick = async () => {
    await reconcile();
    if (!stopped) cancel = clock.after(INTERVAL_MS, tick);
  };
  void tick();
  return {
    reconcile,
    stop: async () => {
      stopped = true;
      cancel();
      await running;
      await status.stop();
    },
  };
}

async function step(state: State): Promise<void> {
  const desired = await readDesiredFleet(state.db, state.clock.now());
  const wanted = new Map(desired.filter((cluster) => cluster.active).map((cluster) => [cluster.id, cluster]));
  for (const handle of state.fleet.clusters()) {
    if (wanted.has(handle.id)) continue;
    state.applied.delete(handle.id);
    void state.fleet.disconnect(handle.id);
  }
  for (const cluster of wanted.values()) await follow(state, cluster);
}

/** Connects one cluster, or replaces its target when its record or credential changed. */
async function follow(state: State, cluster: DesiredCluster): Promise<void> {
  const { applied, fleet, log } = state;
  const held = state.held.get(cluster.id);
  const signature = `${cluster.version} ${cluster.credentialId ?? (held === undefined ? "none" : "held")}`;
  if (applied.get(cluster.id) === signature && fleet.cluster(cluster.id) !== undefined) {
    fleet.setNamespaces(cluster.id, cluster.namespaces);
    return;
  }
  const credential = held ?? (await readCredential(state, cluster));
  if (credential === undefined) return;
  const { id, slug, server, ca, tlsServerName } = cluster;
  fleet.connect({ id, slug, server, ca, tlsServerName, credential }, cluster.namespaces);
  applied.set(cluster.id, signature);
  log.info({ cluster: slug }, "cluster connected");
}

async function readCredential(state: State, cluster: DesiredCluster): Promise<ClusterCredential | undefined> {
  if (cluster.credentialId === undefined) return undefined;
  const row = await state.db.prisma.clusterCredential.findUnique({ where: { id: cluster.credentialId } });
  if (row === null) return undefined;
  try {
    return openCredential(readKeyRing(state.env.WHEELHOUSE_ENCRYPTION_KEYS), row);
  } catch (error) {
    state.log.error({ err: error, cluster: cluster.slug }, "the credential does not open, so the cluster stays away");
    return undefined;
  }
}
