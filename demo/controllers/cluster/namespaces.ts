import type { KubeObject } from "../../types/object.ts";
import type { Namespace } from "../../types/policy.ts";
import type { ControllerContext } from "../context.ts";

const CHECK_MS = 800;

/** Gives new namespaces their usual objects, and empties and removes deleted ones. */
export class NamespaceController {
  readonly #context: ControllerContext;

  constructor(context: ControllerContext) {
    this.#context = context;
    context.store.subscribe(({ type, object, previous }) => {
      if (type === "ADDED") context.clock.after(10, () => this.#furnish(object));
      if (object.metadata.deletionTimestamp && !previous?.metadata.deletionTimestamp)
        context.clock.after(50, () => this.#empty(object));
    }, "namespaces");
  }

  #furnish({ metadata }: KubeObject): void {
    const { manager, store } = this.#context;
    const namespace = metadata.name;
    if (!store.get("namespaces", undefined, namespace)) return;
    if (!store.get("serviceaccounts", namespace, "default")) {
      manager.create("serviceaccounts", {
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: { name: "default", namespace },
      });
    }
    if (!store.get("configmaps", namespace, "kube-root-ca.crt")) {
      const data = { "ca.crt": "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n" };
      manager.create("configmaps", {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "kube-root-ca.crt", namespace },
        data,
      });
    }
  }

  #empty(namespace: KubeObject): void {
    const { store, manager, clock } = this.#context;
    const { name } = namespace.metadata;
    const current = store.get("namespaces", undefined, name) as Namespace | undefined;
    if (current?.metadata.uid !== namespace.metadata.uid) return;
    const content = store
      .resources()
      .flatMap((resource) => store.list(resource, name).map((object) => ({ resource, object })));
    for (const { resource, object } of content) {
      if (resource === "events") store.remove(resource, name, object.metadata.name);
      else if (!object.metadata.deletionTimestamp) manager.remove(resource, object);
    }
    if (content.length > 0 || current.metadata.finalizers?.length) clock.after(CHECK_MS, () => this.#empty(namespace));
    else store.remove("namespaces", undefined, name);
  }
}
