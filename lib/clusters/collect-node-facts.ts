import type { ConditionRow, NodeRow } from "#lib/kubernetes/types/rows";

/** One node that needs a sentence. `since` in epoch seconds; no name for people who may know sums only. */
export type NodeTrouble = {
  readonly name: string | undefined;
  readonly because: string | undefined;
  readonly since: number | undefined;
};

/** What the nodes of one cluster say together. */
export type NodeFacts = {
  readonly total: number;
  readonly notReady: readonly NodeTrouble[];
  readonly pressured: readonly NodeTrouble[];
  /** Nodes with different minor versions while at least one is cordoned: a rolling upgrade. */
  readonly upgrading: { readonly done: number; readonly to: string } | undefined;
};

const PRESSURES: Readonly<Record<string, string>> = {
  MemoryPressure: "memory pressure",
  DiskPressure: "disk pressure",
  PIDPressure: "too many processes",
  NetworkUnavailable: "no network",
};

/** Sums up the nodes of a cluster. Pure. */
export function collectNodeFacts(nodes: readonly NodeRow[]): NodeFacts {
  return {
    total: nodes.length,
    notReady: nodes.flatMap(notReady),
    pressured: nodes.flatMap(pressured),
    upgrading: upgrading(nodes),
  };
}

/** The same without the names of nodes and without the kubelet's words, which may hold other names. */
export function withoutNames(facts: NodeFacts): NodeFacts {
  const anonymous = (node: NodeTrouble) => ({ ...node, name: undefined });
  const notReady = facts.notReady.map((node) => ({ ...anonymous(node), because: undefined }));
  return { ...facts, notReady, pressured: facts.pressured.map(anonymous) };
}

/** The node's Ready condition when it is not `True`. A node that reports none is not ready. */
function notReady(node: NodeRow): NodeTrouble[] {
  const ready = condition(node, "Ready");
  if (ready?.status === "True") return [];
  return [{ name: node.name, because: sentence(ready), since: ready?.since }];
}

function pressured(node: NodeRow): NodeTrouble[] {
  if (condition(node, "Ready")?.status !== "True") return [];
  const bad = node.conditions.find((entry) => PRESSURES[entry.type] !== undefined && entry.status === "True");
  return bad === undefined ? [] : [{ name: node.name, because: PRESSURES[bad.type], since: bad.since }];
}

function condition(node: NodeRow, type: string): ConditionRow | undefined {
  return node.conditions.find((entry) => entry.type === type);
}

/** The kubelet's own words, in lower case and without a full stop, to stand inside a sentence. */
function sentence(ready: ConditionRow | undefined): string | undefined {
  if (ready === undefined) return "the node reports no Ready condition";
  const text = ready.message ?? ready.reason;
  return text?.replace(/\.\s*$/, "").replace(/^Kubelet/, "kubelet");
}

function upgrading(nodes: readonly NodeRow[]): NodeFacts["upgrading"] {
  if (!nodes.some((node) => node.unschedulable)) return undefined;
  const versions = nodes.flatMap((node) => (node.kubeletVersion === undefined ? [] : [minorOf(node.kubeletVersion)]));
  const newest = versions.toSorted(compareMinor).at(-1);
  if (newest === undefined || versions.every((version) => version === newest)) return undefined;
  return { done: versions.filter((version) => version === newest).length, to: newest };
}

/** `v1.35.4` → `1.35`. */
export function minorOf(version: string): string {
  return /(\d+\.\d+)/.exec(version)?.[1] ?? version;
}

/** Orders `1.9` before `1.35`. */
export function compareMinor(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split(".").map(Number);
  const [bMajor = 0, bMinor = 0] = b.split(".").map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}
