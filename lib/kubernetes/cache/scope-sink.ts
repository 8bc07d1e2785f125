import type { Intern, KindDefinition } from "../kinds/kind-definition.ts";
import { readMeta } from "../kinds/read-meta.ts";
import type { CachedKind, RowByKind } from "../types/rows.ts";
import type { ReflectorSink, ReflectorStatus } from "./reflector.ts";
import { type KindStore, WHOLE_CLUSTER } from "./store.ts";

/** Lets a reflector write rows of one scope: projects each object and drops it. */
export function scopeSink<K extends CachedKind>(
  store: KindStore<RowByKind[K]>,
  { kind, intern, scope }: { kind: KindDefinition<K>; intern: Intern; scope: string },
  onStatus: (status: ReflectorStatus) => void,
): ReflectorSink {
  // A cluster that answers a namespaced request with objects of another namespace is not believed.
  const belongs = (namespace: string) => scope === WHOLE_CLUSTER || namespace === scope;
  const write = (object: unknown, put: (row: RowByKind[K]) => void) => {
    const row = kind.project(object, intern);
    if (row && belongs(row.namespace)) put(row);
  };
  return {
    put: (object) => write(object, (row) => store.put(scope, row)),
    remove: (object) => {
      const meta = readMeta(object, intern);
      if (meta && belongs(meta.namespace)) store.remove(scope, meta.namespace, meta.name);
    },
    begin: () => {
      const writer = store.begin(scope);
      return { put: (object) => write(object, writer.put), commit: writer.commit };
    },
    onStatus,
  };
}
