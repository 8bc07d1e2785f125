import type { KubeObject, ObjectInput } from "../types/object.ts";
import { ApiError } from "./api-error.ts";
import type { ClusterState, DeleteOptions, Write } from "./cluster-state.ts";
import { createObject } from "./create-object.ts";
import { deleteObject } from "./delete-object.ts";
import { updateObject } from "./update-object.ts";

/** How controllers and scenarios write: through the same defaults, validation and admission as clients. */
export type Writer = {
  create<T extends KubeObject>(key: string, input: ObjectInput, options?: Partial<Write>): T;
  /** Replaces the object by what `change` makes of it; returns undefined when it is gone. */
  change<T extends KubeObject>(key: string, object: T, change: (current: T) => KubeObject): T | undefined;
  /** Replaces the status; returns undefined when the object is gone. */
  setStatus<T extends KubeObject>(key: string, object: T, status: T["status"]): T | undefined;
  remove(key: string, object: KubeObject, options?: DeleteOptions): void;
};

/** A writer with one field manager, for example `kubelet`. */
export function writerFor(state: ClusterState, manager: string): Writer {
  const update = <T extends KubeObject>(
    key: string,
    object: T,
    make: (current: T) => KubeObject,
    subresource?: string,
  ) => {
    const { namespace, name, uid } = object.metadata;
    const current = state.store.get(key, namespace, name) as T | undefined;
    if (!current || current.metadata.uid !== uid) return undefined;
    const input = make(current) as ObjectInput;
    return updateObject(state, state.resources.byKey(key), namespace, name, input, {
      manager,
      ...(subresource ? { subresource } : {}),
    }) as T;
  };
  return {
    create: <T extends KubeObject>(key: string, input: ObjectInput, options: Partial<Write> = {}) =>
      createObject(state, state.resources.byKey(key), input.metadata.namespace, input, { manager, ...options }) as T,
    change: (key, object, change) => update(key, object, change),
    setStatus: (key, object, status) => update(key, object, (current) => ({ ...current, status }), "status"),
    remove: (key, object, options = {}) => {
      try {
        deleteObject(state, state.resources.byKey(key), object.metadata.namespace, object.metadata.name, {
          ...options,
          preconditions: { uid: object.metadata.uid },
        });
      } catch (error) {
        if (!(error instanceof ApiError && [404, 409].includes(error.status.code))) throw error;
      }
    },
  };
}
