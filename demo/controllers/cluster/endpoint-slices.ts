import { matchesLabels, selectorRequirements } from "../../store/label-selector.ts";
import type { KubeObject } from "../../types/object.ts";
import type { Service } from "../../types/policy.ts";
import type { Pod } from "../../types/workloads.ts";
import { equal } from "../../util/json.ts";
import type { ControllerContext } from "../context.ts";
import { isReady, ownerReference } from "../helpers.ts";
import { WorkQueue } from "../work-queue.ts";

const KEY = "endpointslices.discovery.k8s.io";

/** One EndpointSlice per Service with a selector, holding its pods. */
export class EndpointSliceController {
  readonly #context: ControllerContext;
  readonly #queue: WorkQueue;

  constructor(context: ControllerContext) {
    this.#context = context;
    const { store, clock } = context;
    this.#queue = new WorkQueue(clock, (key) => this.#reconcile(key), 100);
    store.subscribe(
      ({ object }) => this.#queue.add(`${object.metadata.namespace}/${object.metadata.name}`),
      "services",
    );
    store.subscribe(({ object, previous }) => {
      const [now, before] = [object as Pod, previous as Pod | undefined];
      const same = before && now.status.podIP === before.status.podIP && isReady(now) === isReady(before);
      if (!same || now.metadata.deletionTimestamp) this.#podChanged(now);
    }, "pods");
  }

  #podChanged(pod: Pod): void {
    const { namespace, labels } = pod.metadata;
    for (const service of this.#context.store.list("services", namespace) as Service[]) {
      if (selects(service, labels)) this.#queue.add(`${namespace}/${service.metadata.name}`);
    }
  }

  #reconcile(key: string): void {
    const [namespace, name = ""] = key.split("/");
    const { store, manager, random } = this.#context;
    const service = store.get("services", namespace, name) as Service | undefined;
    if (!service?.spec.selector || service.metadata.deletionTimestamp) return;
    const pods = (store.list("pods", namespace) as Pod[]).filter(
      (pod) => pod.status.podIP && selects(service, pod.metadata.labels),
    );
    const content = {
      addressType: "IPv4",
      endpoints: pods.map(endpointOf),
      ports: (service.spec.ports ?? []).map(({ name: portName, port, protocol }) => ({
        name: portName ?? "",
        port,
        protocol: protocol ?? "TCP",
      })),
    };
    const known = store
      .list(KEY, namespace)
      .find(({ metadata }) => metadata.labels?.["kubernetes.io/service-name"] === name);
    if (known) {
      if (!equal(known.endpoints, content.endpoints) || !equal(known.ports, content.ports)) {
        manager.change<KubeObject>(KEY, known, (current) => ({ ...current, ...content }));
      }
      return;
    }
    manager.create(KEY, {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: {
        name: `${name}-${random.suffix(5)}`,
        namespace,
        labels: {
          "kubernetes.io/service-name": name,
          "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io",
        },
        ownerReferences: [ownerReference(service)],
      },
      ...content,
    });
  }
}

function selects({ spec }: Service, labels: Record<string, string> | undefined): boolean {
  return spec.selector !== undefined && matchesLabels(labels, selectorRequirements({ matchLabels: spec.selector }));
}

function endpointOf(pod: Pod) {
  const ready = isReady(pod) && !pod.metadata.deletionTimestamp;
  return {
    addresses: [pod.status.podIP],
    conditions: { ready, serving: isReady(pod), terminating: pod.metadata.deletionTimestamp !== undefined },
    nodeName: pod.spec.nodeName,
    targetRef: { kind: "Pod", namespace: pod.metadata.namespace, name: pod.metadata.name, uid: pod.metadata.uid },
  };
}
