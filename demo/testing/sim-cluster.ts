import { type HandClock, handClock } from "../clock/hand-clock.ts";
import { startControllers } from "../controllers/start-controllers.ts";
import { bootstrapCluster } from "../fleet/bootstrap-cluster.ts";
import { ResourceTable } from "../kinds/resource-table.ts";
import { seededRandom } from "../random/seeded-random.ts";
import type { ClusterState } from "../registry/cluster-state.ts";
import { type Writer, writerFor } from "../registry/writer.ts";
import { namespace, node } from "../scenarios/kit/platform.ts";
import { Store } from "../store/store.ts";
import type { KubeObject, ObjectInput } from "../types/object.ts";

/** A simulated cluster without a server, on a clock that the test moves. */
export type SimCluster = {
  state: ClusterState;
  clock: HandClock;
  writer: Writer;
  apply<T extends KubeObject>(input: ObjectInput, withStatus?: boolean): T;
  get<T extends KubeObject>(key: string, namespace: string | undefined, name: string): T;
  list<T extends KubeObject>(key: string, namespace?: string): T[];
  /** Events about objects whose name begins so, as `Type Reason xCount: message`. */
  events(prefix: string): string[];
};

/** A cluster with the namespace `team` and as many nodes of 4 cores and 16 GiB as wanted. */
export function simCluster(nodes = 2, seed = "test"): SimCluster {
  const clock = handClock();
  const store = new Store();
  const state: ClusterState = {
    slug: "sim",
    clock,
    random: seededRandom(seed),
    store,
    resources: new ResourceTable(store, { metrics: true }),
    usage: new WeakMap(),
    bookFields: { on: true },
  };
  bootstrapCluster(state);
  startControllers(state, { start: clock.now(), version: "v1.36.3" });
  const writer = writerFor(state, "test");
  const apply = <T extends KubeObject>(input: ObjectInput, withStatus = false): T => {
    const info = state.resources.byKind(input.apiVersion, input.kind);
    if (!info) throw new Error(`no kind ${input.kind}`);
    return writer.create<T>(info.key, input, { withStatus });
  };
  for (let index = 1; index <= nodes; index += 1) {
    apply(
      node({ name: `node-${index}`, cpu: 4, memoryGi: 16, version: "v1.36.3", ip: `10.0.0.${index}` }, clock.now()),
      true,
    );
  }
  apply(namespace("team"));
  return {
    state,
    clock,
    writer,
    apply,
    get: (key, ns, name) => {
      const found = store.get(key, ns, name);
      if (!found) throw new Error(`no ${key} ${name}`);
      return found as never;
    },
    list: (key, ns) => store.list(key, ns) as never,
    events: (prefix) =>
      store
        .list("events")
        .filter(({ involvedObject }) => (involvedObject as { name: string }).name.startsWith(prefix))
        .map(({ type, reason, count, message }) => `${type} ${reason} x${count}: ${message}`),
  };
}
