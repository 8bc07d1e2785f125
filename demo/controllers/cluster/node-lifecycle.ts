import type { Condition } from "../../types/object.ts";
import type { Node, NodeTaint, Pod, Toleration } from "../../types/workloads.ts";
import { at } from "../../util/json.ts";
import { timestamp } from "../../util/time.ts";
import { type ControllerContext, DETAIL_MS } from "../context.ts";
import { conditionOf, withCondition } from "../helpers.ts";

const CHECK_MS = 5_000;
const GRACE_MS = 40_000;
const SOURCE = { component: "node-controller" };
const UNREACHABLE = "node.kubernetes.io/unreachable";
const NODE_CONDITIONS = ["MemoryPressure", "DiskPressure", "PIDPressure", "Ready"];

/** Marks nodes without heartbeats as unknown, taints them, and evicts what does not tolerate that. */
export class NodeLifecycle {
  readonly #context: ControllerContext;

  constructor(context: ControllerContext) {
    this.#context = context;
    const { clock, start } = context;
    clock.after(Math.max(0, start - DETAIL_MS - clock.now()), () => this.#check());
  }

  #check(): void {
    const { store, clock } = this.#context;
    for (const node of store.list("nodes") as Node[]) this.#checkNode(node);
    clock.after(CHECK_MS, () => this.#check());
  }

  #checkNode(node: Node): void {
    const { store, clock } = this.#context;
    const lease = store.get("leases.coordination.k8s.io", "kube-node-lease", node.metadata.name);
    if (!lease) return;
    const renewed = Date.parse(String(at(lease, "spec.renewTime")));
    const lostAt = renewed + GRACE_MS;
    const isUnknown = conditionOf(node.status.conditions, "Ready")?.status === "Unknown";
    if (clock.now() > lostAt) {
      if (!isUnknown) this.#lose(node, renewed, lostAt);
      this.#evict(node, lostAt);
    } else if (isUnknown) this.#recover(node);
  }

  #lose(node: Node, renewed: number, lostAt: number): void {
    const { manager, recorder } = this.#context;
    const conditions = NODE_CONDITIONS.reduce<Condition[]>(
      (all, type) =>
        withCondition(all, {
          type,
          status: "Unknown",
          reason: "NodeStatusUnknown",
          message: "Kubelet stopped posting node status.",
          lastHeartbeatTime: timestamp(renewed),
          lastTransitionTime: timestamp(lostAt),
        }),
      node.status.conditions,
    );
    manager.setStatus("nodes", node, { ...node.status, conditions });
    const taints = ["NoSchedule", "NoExecute"].map(
      (effect): NodeTaint => ({ key: UNREACHABLE, effect, timeAdded: timestamp(lostAt) }),
    );
    manager.change<Node>("nodes", node, (current) => ({
      ...current,
      spec: { ...current.spec, taints: [...(current.spec.taints ?? []), ...taints] },
    }));
    recorder.record(node, "Normal", "NodeNotReady", `Node ${node.metadata.name} status is now: NodeNotReady`, SOURCE);
    for (const pod of this.#podsOn(node)) this.#markUnready(pod, lostAt);
  }

  #markUnready(pod: Pod, lostAt: number): void {
    const { manager, recorder } = this.#context;
    const ready = conditionOf(pod.status.conditions, "Ready");
    if (ready?.status !== "True") return;
    const next: Condition = { ...ready, status: "False", lastTransitionTime: timestamp(lostAt) };
    manager.setStatus("pods", pod, { ...pod.status, conditions: withCondition(pod.status.conditions, next) });
    recorder.record(pod, "Warning", "NodeNotReady", "Node is not ready", SOURCE);
  }

  #evict(node: Node, lostAt: number): void {
    const { clock, manager, recorder } = this.#context;
    for (const pod of this.#podsOn(node)) {
      if (pod.metadata.deletionTimestamp) continue;
      const wait = tolerationSeconds(pod);
      if (clock.now() < lostAt + wait * 1000) continue;
      const { namespace, name } = pod.metadata;
      recorder.record(pod, "Normal", "TaintManagerEviction", `Marking for deletion Pod ${namespace}/${name}`, {
        component: "taint-eviction-controller",
      });
      manager.remove("pods", pod);
    }
  }

  #recover(node: Node): void {
    const { manager, recorder, clock } = this.#context;
    const now = timestamp(clock.now());
    const conditions = NODE_CONDITIONS.reduce<Condition[]>(
      (all, type) => withCondition(all, { ...healthyCondition(type), lastHeartbeatTime: now, lastTransitionTime: now }),
      node.status.conditions,
    );
    manager.setStatus("nodes", node, { ...node.status, conditions });
    manager.change<Node>("nodes", node, (current) => ({
      ...current,
      spec: { ...current.spec, taints: (current.spec.taints ?? []).filter(({ key }) => key !== UNREACHABLE) },
    }));
    recorder.record(node, "Normal", "NodeReady", `Node ${node.metadata.name} status is now: NodeReady`, {
      component: "kubelet",
      host: node.metadata.name,
    });
  }

  #podsOn(node: Node): Pod[] {
    return (this.#context.store.list("pods") as Pod[]).filter(({ spec }) => spec.nodeName === node.metadata.name);
  }
}

/** How long a pod stays on an unreachable node, in seconds. */
function tolerationSeconds(pod: Pod): number {
  const matching = (pod.spec.tolerations ?? []).filter(
    ({ key, operator, effect }: Toleration) =>
      (key === UNREACHABLE || (!key && operator === "Exists")) && (!effect || effect === "NoExecute"),
  );
  if (matching.length === 0) return 0;
  return Math.min(...matching.map((toleration) => toleration.tolerationSeconds ?? Number.POSITIVE_INFINITY));
}

const HEALTHY: Record<string, { status: "True" | "False"; reason: string; message: string }> = {
  MemoryPressure: {
    status: "False",
    reason: "KubeletHasSufficientMemory",
    message: "kubelet has sufficient memory available",
  },
  DiskPressure: { status: "False", reason: "KubeletHasNoDiskPressure", message: "kubelet has no disk pressure" },
  PIDPressure: { status: "False", reason: "KubeletHasSufficientPID", message: "kubelet has sufficient PID available" },
  Ready: { status: "True", reason: "KubeletReady", message: "kubelet is posting ready status" },
};

/** A node condition as a healthy kubelet posts it. */
export function healthyCondition(type: string): Condition {
  const found = HEALTHY[type] ?? { status: "True", reason: "KubeletReady", message: "kubelet is posting ready status" };
  return { type, ...found };
}
