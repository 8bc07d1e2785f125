import type { KubeObject } from "../../types/object.ts";
import type { Node, Pod } from "../../types/workloads.ts";
import { timestamp } from "../../util/time.ts";
import type { ControllerContext } from "../context.ts";
import { controllerOf } from "../helpers.ts";
import type { PodHost } from "./pod-host.ts";
import { PodWorker } from "./pod-worker.ts";

/** A node with this annotation set to `stopped` has lost its kubelet. */
export const KUBELET_ANNOTATION = "demo.wheelhouse.example/kubelet";

const HEARTBEAT_MS = 10_000;
const LEASES = "leases.coordination.k8s.io";

const isStopped = (node: KubeObject | undefined): boolean =>
  node?.metadata.annotations?.[KUBELET_ANNOTATION] === "stopped";

/** The kubelets of all nodes: they run the pods bound to them and renew their node's lease. */
export class Kubelets {
  readonly #context: ControllerContext;
  readonly #workers = new Map<string, PodWorker>();
  readonly #images = new Map<string, Set<string>>();
  readonly #afflicted = new Map<string, Set<string>>();
  #nextIp = 0;

  constructor(context: ControllerContext) {
    this.#context = context;
    const { store, clock, start } = context;
    store.subscribe((change) => this.#podChanged(change.object as Pod, change.type === "DELETED"), "pods");
    store.subscribe((change) => this.#nodeChanged(change.object), "nodes");
    clock.after(Math.max(0, start - 60_000 - clock.now()), () => this.#heartbeat());
  }

  #podChanged(pod: Pod, deleted: boolean): void {
    const { uid } = pod.metadata;
    const worker = this.#workers.get(uid);
    if (deleted || pod.status.phase === "Succeeded" || (pod.status.phase === "Failed" && worker)) {
      if (deleted || !pod.metadata.deletionTimestamp) worker?.stop();
      this.#forget(pod);
      return;
    }
    if (!pod.spec.nodeName || pod.status.phase === "Failed") return;
    if (worker) {
      if (pod.metadata.deletionTimestamp) worker.terminate(pod.metadata.deletionGracePeriodSeconds ?? 30);
    } else this.#start(pod, pod.spec.nodeName);
  }

  #start(pod: Pod, nodeName: string): void {
    const { store, clock } = this.#context;
    const node = store.get("nodes", undefined, nodeName) as Node | undefined;
    if (!node) return;
    const worker = new PodWorker(this.#host(node), pod);
    this.#workers.set(pod.metadata.uid, worker);
    if (isStopped(node)) worker.freeze();
    clock.after(0, () => worker.start());
  }

  #host(node: Node): PodHost {
    const { name } = node.metadata;
    const images = this.#images.get(name) ?? new Set<string>();
    this.#images.set(name, images);
    return {
      context: this.#context,
      node: name,
      ip: node.status.addresses.find(({ type }) => type === "InternalIP")?.address ?? "10.0.0.1",
      images,
      podIp: () => {
        this.#nextIp += 1;
        return `10.244.${(this.#nextIp >> 8) & 255}.${this.#nextIp & 255}`;
      },
      isAfflicted: (pod, limit) => this.#afflict(pod, limit),
    };
  }

  #afflict(pod: Pod, limit: number): boolean {
    if (!Number.isFinite(limit)) return true;
    const owner = controllerOf(pod)?.uid ?? pod.metadata.uid;
    const pods = this.#afflicted.get(owner) ?? new Set<string>();
    this.#afflicted.set(owner, pods);
    if (pods.size >= limit) return false;
    pods.add(pod.metadata.uid);
    return true;
  }

  #forget(pod: Pod): void {
    this.#workers.delete(pod.metadata.uid);
    const owner = controllerOf(pod)?.uid ?? pod.metadata.uid;
    const pods = this.#afflicted.get(owner);
    pods?.delete(pod.metadata.uid);
    if (pods?.size === 0) this.#afflicted.delete(owner);
  }

  #nodeChanged(node: KubeObject): void {
    const stopped = isStopped(node);
    for (const pod of this.#context.store.list("pods") as Pod[]) {
      if (pod.spec.nodeName !== node.metadata.name) continue;
      const worker = this.#workers.get(pod.metadata.uid);
      if (stopped) worker?.freeze();
      else worker?.thaw();
    }
  }

  #heartbeat(): void {
    const { store, clock, random } = this.#context;
    for (const node of store.list("nodes")) {
      if (isStopped(node)) continue;
      const { name, uid } = node.metadata;
      const known = store.get(LEASES, "kube-node-lease", name);
      const spec = {
        holderIdentity: name,
        leaseDurationSeconds: 40,
        renewTime: timestamp(clock.now()).replace("Z", ".000000Z"),
      };
      const metadata = known?.metadata ?? {
        name,
        namespace: "kube-node-lease",
        uid: random.uuid(),
        resourceVersion: "",
        creationTimestamp: node.metadata.creationTimestamp,
        ownerReferences: [{ apiVersion: "v1", kind: "Node", name, uid }],
      };
      store.put(LEASES, { apiVersion: "coordination.k8s.io/v1", kind: "Lease", metadata, spec });
    }
    clock.after(HEARTBEAT_MS, () => this.#heartbeat());
  }
}
