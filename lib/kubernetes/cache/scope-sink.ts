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
  const writeTo = (put: (row: RowByKind[K]) => void, remove: (namespace: string, name: string) => void) => ({
    put: (object: unknown) => {
      const row = kind.project(object, intern);
      if (row && belongs(row.namespace)) put(row);
    },
    remove: (object: unknown) => {
      const meta = readMeta(object, intern);
      if (meta && belongs(meta.namespace)) remove(meta.namespace, meta.name);
    },
  });
  return {
    ...writeTo(
      (row) => store.put(scope, row),
      (namespace, name) => store.remove(scope, namespace, name),
    ),
    begin: () => {
      const writer = store.begin(scope);
      return { ...writeTo(writer.put, writer.remove), commit: writer.commit };
    },
    onStatus,
  };
}
