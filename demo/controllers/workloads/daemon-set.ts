import type { KubeObject } from "../../types/object.ts";
import type { DaemonSet, Node, Pod, Toleration } from "../../types/workloads.ts";
import type { ControllerContext } from "../context.ts";
import { controllerOf, isActive, isReady, ownedObjects } from "../helpers.ts";
import { WorkQueue } from "../work-queue.ts";
import { podFromTemplate, templateHash } from "./pod-template.ts";

const KEY = "daemonsets.apps";
const SOURCE = { component: "daemonset-controller" };
const REVISION = "controller-revision-hash";

const OWN_TOLERATIONS: Toleration[] = [
  ...["not-ready", "unreachable"].map((key) => ({
    key: `node.kubernetes.io/${key}`,
    operator: "Exists",
    effect: "NoExecute",
  })),
  ...["disk-pressure", "memory-pressure", "pid-pressure", "unschedulable"].map((key) => ({
    key: `node.kubernetes.io/${key}`,
    operator: "Exists",
    effect: "NoSchedule",
  })),
];

/** One pod on every node that fits. */
export class DaemonSetController {
  readonly #context: ControllerContext;
  readonly #queue: WorkQueue;

  constructor(context: ControllerContext) {
    this.#context = context;
    const { clock, store } = context;
    this.#queue = new WorkQueue(clock, (key) => this.#reconcile(key));
    store.subscribe(({ object }) => this.#queue.add(keyOf(object)), KEY);
    store.subscribe(({ object }) => {
      const owner = controllerOf(object);
      if (owner?.kind === "DaemonSet") this.#queue.add(`${object.metadata.namespace}/${owner.name}`);
    }, "pods");
    store.subscribe(({ type }) => {
      if (type === "MODIFIED") return;
      for (const set of store.list(KEY)) this.#queue.add(keyOf(set));
    }, "nodes");
  }

  #reconcile(key: string): void {
    const [namespace, name = ""] = key.split("/");
    const { store, manager, recorder } = this.#context;
    const set = store.get(KEY, namespace, name) as DaemonSet | undefined;
    if (!set || set.metadata.deletionTimestamp) return;
    const revision = templateHash(set.spec.template, set.metadata.uid);
    const nodes = (store.list("nodes") as Node[]).filter((node) => fits(set, node));
    const byNode = new Map(ownedObjects<Pod>(store, set, "pods").map((pod) => [targetOf(pod), pod]));
    for (const node of nodes) if (!byNode.has(node.metadata.name)) this.#create(set, node, revision);
    for (const [node, pod] of byNode) {
      const wanted = nodes.some(({ metadata }) => metadata.name === node);
      if (wanted && pod.status.phase !== "Failed") continue;
      manager.remove("pods", pod);
      recorder.record(set, "Normal", "SuccessfulDelete", `Deleted pod: ${pod.metadata.name}`, SOURCE);
    }
    this.#replaceOutdated(set, [...byNode.values()], revision);
    this.#updateStatus(set, nodes, revision);
  }

  #create(set: DaemonSet, node: Node, revision: string): void {
    const { manager, recorder } = this.#context;
    const pod = podFromTemplate(set, set.spec.template, {
      labels: { [REVISION]: revision, "pod-template-generation": String(set.metadata.generation ?? 1) },
    });
    const spec = {
      ...set.spec.template.spec,
      nodeSelector: { ...set.spec.template.spec.nodeSelector, "kubernetes.io/hostname": node.metadata.name },
      tolerations: [...(set.spec.template.spec.tolerations ?? []), ...OWN_TOLERATIONS],
    };
    const created = manager.create("pods", { ...pod, spec });
    recorder.record(set, "Normal", "SuccessfulCreate", `Created pod: ${created.metadata.name}`, SOURCE);
  }

  /** Rolling update: one pod at a time, when all the others are ready. */
  #replaceOutdated(set: DaemonSet, pods: Pod[], revision: string): void {
    if (set.spec.updateStrategy.type === "OnDelete") return;
    const outdated = pods.find(({ metadata }) => metadata.labels?.[REVISION] !== revision);
    const steady = pods.every((pod) => !pod.metadata.deletionTimestamp && (isReady(pod) || pod === outdated));
    if (outdated && steady) this.#context.manager.remove("pods", outdated);
  }

  #updateStatus(set: DaemonSet, nodes: Node[], revision: string): void {
    const pods = ownedObjects<Pod>(this.#context.store, set, "pods").filter(isActive);
    const ready = pods.filter(isReady).length;
    const unavailable = nodes.length - ready;
    this.#context.manager.setStatus(KEY, set, {
      currentNumberScheduled: pods.length,
      numberMisscheduled: 0,
      desiredNumberScheduled: nodes.length,
      numberReady: ready,
      observedGeneration: set.metadata.generation ?? 1,
      updatedNumberScheduled: pods.filter(({ metadata }) => metadata.labels?.[REVISION] === revision).length,
      ...(ready > 0 ? { numberAvailable: ready } : {}),
      ...(unavailable > 0 ? { numberUnavailable: unavailable } : {}),
    });
  }
}

const keyOf = ({ metadata }: KubeObject): string => `${metadata.namespace}/${metadata.name}`;
const targetOf = (pod: Pod): string => pod.spec.nodeSelector?.["kubernetes.io/hostname"] ?? pod.spec.nodeName ?? "";

function fits(set: DaemonSet, node: Node): boolean {
  const { nodeSelector = {}, tolerations = [] } = set.spec.template.spec;
  const selected = Object.entries(nodeSelector).every(([label, value]) => node.metadata.labels?.[label] === value);
  const all = [...tolerations, ...OWN_TOLERATIONS];
  const tainted = (node.spec.taints ?? []).some(
    ({ key, effect }) =>
      effect === "NoSchedule" &&
      !key.startsWith("node.kubernetes.io/") &&
      !all.some((toleration) => toleration.operator === "Exists" && (!toleration.key || toleration.key === key)),
  );
  return selected && !tainted;
}
