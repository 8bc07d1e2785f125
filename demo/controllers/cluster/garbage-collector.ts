import type { Change } from "../../store/change.ts";
import type { Located } from "../../store/store.ts";
import type { KubeObject } from "../../types/object.ts";
import type { ControllerContext } from "../context.ts";

const FOREGROUND = "foregroundDeletion";
const ORPHAN = "orphan";

/** Deletes what has lost its owners, and lets owners wait for or let go of their dependents. */
export class GarbageCollector {
  readonly #context: ControllerContext;

  constructor(context: ControllerContext) {
    this.#context = context;
    context.store.subscribe((change) => this.#changed(change));
  }

  #changed({ type, object, resource, previous }: Change): void {
    const { clock, store } = this.#context;
    if (type === "DELETED") {
      if (store.ownedBy(object.metadata.uid).length > 0) clock.after(30, () => this.#collect(object.metadata.uid));
      for (const owner of object.metadata.ownerReferences ?? [])
        clock.after(10, () => this.#checkForeground(owner.uid));
      return;
    }
    const { finalizers = [], deletionTimestamp } = object.metadata;
    const isNew = deletionTimestamp && !previous?.metadata.deletionTimestamp;
    if (!isNew) return;
    if (finalizers.includes(ORPHAN)) clock.after(20, () => this.#orphan(resource, object));
    if (finalizers.includes(FOREGROUND)) {
      this.#waiting.set(object.metadata.uid, { resource, object });
      clock.after(20, () => this.#collect(object.metadata.uid));
      clock.after(30, () => this.#checkForeground(object.metadata.uid));
    }
  }

  readonly #waiting = new Map<string, Located>();

  #collect(uid: string): void {
    const { store, manager } = this.#context;
    const foreground = this.#waiting.has(uid);
    for (const { resource, object } of store.ownedBy(uid)) {
      const others = (object.metadata.ownerReferences ?? []).filter((owner) => owner.uid !== uid);
      if (others.length > 0) this.#letGo({ resource, object }, uid);
      else
        manager.remove(resource, object, {
          propagationPolicy: foreground && resource !== "pods" ? "Foreground" : "Background",
        });
    }
  }

  #letGo({ resource, object }: Located, uid: string): void {
    this.#context.manager.change(resource, object, (current) => ({
      ...current,
      metadata: {
        ...current.metadata,
        ownerReferences: (current.metadata.ownerReferences ?? []).filter((owner) => owner.uid !== uid),
      },
    }));
  }

  #checkForeground(uid: string): void {
    const located = this.#waiting.get(uid);
    if (!located || this.#context.store.ownedBy(uid).length > 0) return;
    this.#waiting.delete(uid);
    this.#removeFinalizer(located, FOREGROUND);
  }

  #orphan(resource: string, object: KubeObject): void {
    for (const dependent of this.#context.store.ownedBy(object.metadata.uid))
      this.#letGo(dependent, object.metadata.uid);
    this.#removeFinalizer({ resource, object }, ORPHAN);
  }

  #removeFinalizer({ resource, object }: Located, name: string): void {
    this.#context.manager.change(resource, object, (current) => ({
      ...current,
      metadata: {
        ...current.metadata,
        finalizers: (current.metadata.finalizers ?? []).filter((finalizer) => finalizer !== name),
      },
    }));
  }
}
