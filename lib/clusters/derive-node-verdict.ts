import type { NodeRow } from "#lib/kubernetes/types/rows";
import type { Verdict } from "#lib/kubernetes/types/verdict";
import { collectNodeFacts } from "./collect-node-facts.ts";

/** Judges one node by its conditions, worst first. Pure. */
export function deriveNodeVerdict(node: NodeRow): Verdict {
  const facts = collectNodeFacts([node]);
  const down = facts.notReady[0];
  const name = `\`${node.name}\``;
  if (down !== undefined) {
    const sentence = `${name} is not ready: ${down.because ?? "it gives no reason"}.`;
    return { level: "failing", label: "Not ready", sentence, cause: "node-not-ready", since: down.since };
  }
  const pressed = facts.pressured[0];
  if (pressed !== undefined) {
    const sentence = `${name} reports ${pressed.because}: the kubelet may evict pods.`;
    return { level: "degraded", label: "Under pressure", sentence, cause: "node-pressure", since: pressed.since };
  }
  if (node.unschedulable) {
    const sentence = `${name} is cordoned: it takes no new pods.`;
    return { level: "idle", label: "Cordoned", sentence, cause: "cordoned", since: undefined };
  }
  const ready = node.conditions.find((condition) => condition.type === "Ready");
  return { level: "healthy", label: "Ready", sentence: `${name} is ready.`, cause: undefined, since: ready?.since };
}
