import { isTerminal, podResources } from "../../admission/pod-usage.ts";
import type { Condition } from "../../types/object.ts";
import type { PersistentVolumeClaim } from "../../types/policy.ts";
import type { Node, NodeTaint, Pod, Toleration } from "../../types/workloads.ts";
import { at } from "../../util/json.ts";
import { quantityValue } from "../../util/quantity.ts";
import { timestamp } from "../../util/time.ts";
import type { ControllerContext } from "../context.ts";
import { withCondition } from "../helpers.ts";
import { WorkQueue } from "../work-queue.ts";

const SOURCE = { component: "default-scheduler" };
const RETRY_MS = 60_000;

type Amounts = Map<string, number>;

function tolerates(tolerations: readonly Toleration[] | undefined, taint: NodeTaint): boolean {
  return (tolerations ?? []).some((toleration) => {
    if (toleration.effect && toleration.effect !== taint.effect) return false;
    if (toleration.operator === "Exists") return !toleration.key || toleration.key === taint.key;
    return toleration.key === taint.key && (toleration.value ?? "") === (taint.value ?? "");
  });
}

/** Binds pods to nodes: taints, selectors, cpu, memory, GPUs and pod counts; the emptiest node wins. */
export class Scheduler {
  readonly #context: ControllerContext;
  readonly #queue: WorkQueue;
  readonly #used = new Map<string, Amounts>();
  readonly #waiting = new Set<string>();

  constructor(context: ControllerContext) {
    this.#context = context;
    this.#queue = new WorkQueue(context.clock, (key) => this.#schedule(key), 15);
    context.store.subscribe(
      ({ object, previous, type }) => this.#podChanged(object as Pod, previous as Pod | undefined, type === "DELETED"),
      "pods",
    );
    context.store.subscribe(
      ({ object, previous }) => this.#nodeChanged(object as Node, previous as Node | undefined),
      "nodes",
    );
    context.store.subscribe(() => this.#retryAll(), "persistentvolumeclaims");
  }

  #podChanged(pod: Pod, previous: Pod | undefined, deleted: boolean): void {
    if (previous?.spec.nodeName && !isTerminal(previous)) this.#count(previous, -1);
    if (!deleted && pod.spec.nodeName && !isTerminal(pod)) this.#count(pod, 1);
    const key = `${pod.metadata.namespace}/${pod.metadata.name}`;
    if (deleted || pod.spec.nodeName) this.#waiting.delete(key);
    if (deleted) this.#retryAll();
    else if (!pod.spec.nodeName && !previous) this.#queue.add(key);
  }

  /** Room may have come free only by a change of taints or capacity, not by a heartbeat. */
  #nodeChanged(node: Node, previous: Node | undefined): void {
    if (
      previous &&
      JSON.stringify([node.spec, node.status.allocatable]) ===
        JSON.stringify([previous.spec, previous.status.allocatable])
    )
      return;
    this.#retryAll();
  }

  #retryAll(): void {
    for (const key of this.#waiting) this.#queue.add(key);
  }

  #count(pod: Pod, sign: 1 | -1): void {
    const node = pod.spec.nodeName ?? "";
    const used = this.#used.get(node) ?? new Map<string, number>();
    this.#used.set(node, used);
    used.set("pods", (used.get("pods") ?? 0) + sign);
    for (const [name, { value }] of podResources(pod.spec, "requests"))
      used.set(name, (used.get(name) ?? 0) + sign * value);
  }

  #schedule(key: string): void {
    const [namespace, name = ""] = key.split("/");
    const pod = this.#context.store.get("pods", namespace, name) as Pod | undefined;
    if (!pod || pod.spec.nodeName || pod.metadata.deletionTimestamp) return;
    const claims = this.#unboundClaims(pod);
    if (claims) {
      this.#fail(pod, key, claims);
      return;
    }
    const nodes = this.#context.store.list("nodes") as Node[];
    const reasons = new Map<string, string[]>(nodes.map((node) => [node.metadata.name, this.#obstacles(pod, node)]));
    const fitting = nodes.filter((node) => reasons.get(node.metadata.name)?.length === 0);
    const best = fitting.toSorted((a, b) => this.#load(a) - this.#load(b))[0];
    if (best) this.#bind(pod, key, best);
    else this.#fail(pod, key, explain(nodes, reasons));
  }

  #unboundClaims(pod: Pod): string | undefined {
    const { store } = this.#context;
    const total = store.count("nodes");
    for (const volume of pod.spec.volumes ?? []) {
      const name = at(volume, "persistentVolumeClaim.claimName");
      if (typeof name !== "string") continue;
      const claim = store.get("persistentvolumeclaims", pod.metadata.namespace, name) as
        | PersistentVolumeClaim
        | undefined;
      const suffix = `preemption: 0/${total} nodes are available: ${total} Preemption is not helpful for scheduling.`;
      if (!claim) return `0/${total} nodes are available: persistentvolumeclaim "${name}" not found. ${suffix}`;
      if (claim.status.phase !== "Bound") {
        return `0/${total} nodes are available: pod has unbound immediate PersistentVolumeClaims. ${suffix}`;
      }
    }
    return undefined;
  }

  #obstacles(pod: Pod, node: Node): string[] {
    if (node.spec.unschedulable) return ["node(s) were unschedulable"];
    const taint = (node.spec.taints ?? []).find(
      ({ effect, ...rest }) => effect !== "PreferNoSchedule" && !tolerates(pod.spec.tolerations, { effect, ...rest }),
    );
    if (taint) return [`node(s) had untolerated taint(s)`];
    const wanted = Object.entries(pod.spec.nodeSelector ?? {});
    if (wanted.some(([label, value]) => node.metadata.labels?.[label] !== value)) {
      return ["node(s) didn't match Pod's node affinity/selector"];
    }
    const used = this.#used.get(node.metadata.name) ?? new Map<string, number>();
    const lacking: string[] = [];
    const room = (resource: string): number =>
      quantityValue(node.status.allocatable[resource]) - (used.get(resource) ?? 0);
    if (room("pods") < 1) lacking.push("Too many pods");
    for (const [resource, { value }] of podResources(pod.spec, "requests")) {
      if (value > room(resource) + 1e-9) lacking.push(`Insufficient ${resource}`);
    }
    return lacking;
  }

  #load(node: Node): number {
    const used = this.#used.get(node.metadata.name);
    const share = (resource: string): number =>
      (used?.get(resource) ?? 0) / (quantityValue(node.status.allocatable[resource]) || 1);
    return share("cpu") + share("memory") + share("pods") / 10;
  }

  #bind(pod: Pod, key: string, node: Node): void {
    const { scheduler, recorder, store, clock } = this.#context;
    const { name, namespace } = pod.metadata;
    this.#waiting.delete(key);
    const scheduled: Condition = {
      type: "PodScheduled",
      status: "True",
      lastProbeTime: null,
      lastTransitionTime: timestamp(clock.now()),
    };
    const status = { ...pod.status, conditions: withCondition(pod.status.conditions, scheduled) };
    scheduler.setStatus("pods", pod, status);
    const current = store.get("pods", namespace, name) as Pod;
    store.put("pods", { ...current, spec: { ...current.spec, nodeName: node.metadata.name } });
    recorder.record(
      pod,
      "Normal",
      "Scheduled",
      `Successfully assigned ${namespace}/${name} to ${node.metadata.name}`,
      SOURCE,
    );
  }

  #fail(pod: Pod, key: string, message: string): void {
    const { scheduler, recorder, clock } = this.#context;
    this.#waiting.add(key);
    const now = timestamp(clock.now());
    const condition: Condition = {
      type: "PodScheduled",
      status: "False",
      reason: "Unschedulable",
      message,
      lastProbeTime: null,
      lastTransitionTime: now,
    };
    scheduler.setStatus("pods", pod, { ...pod.status, conditions: withCondition(pod.status.conditions, condition) });
    recorder.record(pod, "Warning", "FailedScheduling", message, SOURCE);
    clock.after(RETRY_MS, () => {
      if (this.#waiting.has(key)) this.#queue.add(key);
    });
  }
}

/** The scheduler's sentence: how many nodes fail for which reason, and that preemption does not help. */
function explain(nodes: readonly Node[], reasons: ReadonlyMap<string, string[]>): string {
  const total = nodes.length;
  if (total === 0) return "no nodes available to schedule pods";
  const counts = new Map<string, number>();
  for (const all of reasons.values()) for (const reason of all) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const parts = [...counts].map(([reason, count]) => `${count} ${reason}`).sort();
  const resource = [...reasons.values()].filter((all) =>
    all.some((reason) => /^(Insufficient|Too many)/.test(reason)),
  ).length;
  const preemption = [
    ...(resource > 0 ? [`${resource} No preemption victims found for incoming pod`] : []),
    ...(total > resource ? [`${total - resource} Preemption is not helpful for scheduling`] : []),
  ].sort();
  return `0/${total} nodes are available: ${parts.join(", ")}. preemption: 0/${total} nodes are available: ${preemption.join(", ")}.`;
}
