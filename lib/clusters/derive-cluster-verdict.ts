import type { UnreachableReason } from "#lib/kubernetes/types/connection";
import type { CacheState } from "#lib/kubernetes/types/fleet";
import type { Verdict } from "#lib/kubernetes/types/verdict";
import type { NodeFacts } from "./collect-node-facts.ts";

/** What a cluster's verdict is judged from. Parts that the viewer may not know are absent and not judged. */
export type ClusterFacts = {
  readonly name: string;
  readonly paused: boolean;
  /** Undefined: not connected in this process yet. */
  readonly state: CacheState | undefined;
  readonly reason: UnreachableReason | undefined;
  readonly message: string | undefined;
  /** Epoch milliseconds of the last good answer, as far as anybody knows. */
  readonly lastOkAt: number | undefined;
  readonly nodes: NodeFacts | undefined;
  /** Epoch milliseconds. */
  readonly credentialExpiresAt: number | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
};

const DAY = 86_400_000;
/** Reasons that do not heal by waiting: somebody has to change something. */
const LASTING: Partial<Record<UnreachableReason, string>> = {
  tls: "Certificate problem",
  credential: "Credential refused",
  "address-not-allowed": "Address not allowed",
  redirect: "Redirects",
};

/** Judges one cluster, worst first: reachability, then nodes, then the credential's end. Pure. */
export function deriveClusterVerdict(facts: ClusterFacts): Verdict {
  return (
    pausedVerdict(facts) ??
    connectionVerdict(facts) ??
    nodesVerdict(facts) ??
    credentialVerdict(facts) ??
    healthy(facts)
  );
}

function pausedVerdict(facts: ClusterFacts): Verdict | undefined {
  if (!facts.paused) return undefined;
  return verdict("idle", "Paused", `${facts.name} is paused: Wheelhouse does not connect to it.`, "paused");
}

function connectionVerdict(facts: ClusterFacts): Verdict | undefined {
  const since = facts.lastOkAt === undefined ? undefined : Math.floor(facts.lastOkAt / 1000);
  const why = facts.message?.replace(/\.$/, "") ?? "no answer";
  const lasting = facts.reason === undefined ? undefined : LASTING[facts.reason];
  if (lasting !== undefined && facts.state !== "live") {
    return verdict("failing", lasting, `${facts.name} cannot be used: ${why}.`, facts.reason, since);
  }
  if (facts.state === "stale" || (facts.state === "starting" && facts.reason !== undefined)) {
    const sentence = `${facts.name} does not answer: ${why}. What is shown is what it last said.`;
    return verdict("unknown", "No answer", sentence, "unreachable", since);
  }
  if (facts.state === undefined || facts.state === "starting") {
    return verdict("unknown", "Connecting", `${facts.name} has not answered its first lists yet.`, "starting");
  }
  if (facts.state === "forbidden") {
    const sentence = `The credential of ${facts.name} may not list what Wheelhouse needs: ${why}.`;
    return verdict("degraded", "Rights missing", sentence, "forbidden");
  }
  return undefined;
}

function nodesVerdict(facts: ClusterFacts): Verdict | undefined {
  const nodes = facts.nodes;
  if (nodes === undefined || nodes.total === 0) return undefined;
  const down = nodes.notReady;
  if (down.length > 0) {
    const level = down.length === nodes.total ? "failing" : "degraded";
    const names = listNames(down.flatMap((node) => node.name ?? []));
    const because = down[0]?.because === undefined ? "" : `: ${down[0].because}`;
    const sentence = `${down.length} of ${count(nodes.total, "node")} not ready in ${facts.name}${names}${because}.`;
    return verdict(level, `${count(down.length, "node")} not ready`, sentence, "node-not-ready", earliest(down));
  }
  const pressed = nodes.pressured[0];
  if (pressed !== undefined) {
    const label = `${count(nodes.pressured.length, "node")} under pressure`;
    const who = pressed.name === undefined ? "A node" : `\`${pressed.name}\``;
    const sentence = `${who} in ${facts.name} reports ${pressed.because ?? "pressure"}.`;
    return verdict("degraded", label, sentence, "node-pressure", earliest(nodes.pressured));
  }
  if (nodes.upgrading !== undefined) {
    const { done, to } = nodes.upgrading;
    const sentence = `${done} of ${count(nodes.total, "node")} of ${facts.name} run ${to}, and at least one is being drained.`;
    return verdict("progressing", `Upgrading to ${to}`, sentence, "upgrade");
  }
  return undefined;
}

function credentialVerdict(facts: ClusterFacts): Verdict | undefined {
  if (facts.credentialExpiresAt === undefined) return undefined;
  const left = facts.credentialExpiresAt - facts.now;
  if (left > 7 * DAY) return undefined;
  const days = Math.floor(left / DAY);
  if (left <= 0)
    return verdict(
      "failing",
      "Credential expired",
      `The credential of ${facts.name} has expired.`,
      "credential-expired",
    );
  const when = days === 0 ? "today" : `in ${count(days, "day")}`;
  const sentence = `The credential of ${facts.name} ends ${when}: rotate it before.`;
  return verdict("degraded", `Credential ends ${when}`, sentence, "credential-ending");
}

function healthy(facts: ClusterFacts): Verdict {
  const nodes = facts.nodes === undefined ? "" : ` with ${count(facts.nodes.total, "ready node")}`;
  return verdict("healthy", "Healthy", `${facts.name} answers${nodes}.`, undefined);
}

function verdict(
  level: Verdict["level"],
  label: string,
  sentence: string,
  cause: string | undefined,
  since?: number,
): Verdict {
  return { level, label, sentence, cause, since };
}

function earliest(nodes: readonly { since: number | undefined }[]): number | undefined {
  const known = nodes.flatMap((node) => (node.since === undefined ? [] : [node.since]));
  return known.length === 0 ? undefined : Math.min(...known);
}

function count(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? "" : "s"}`;
}

function listNames(names: readonly string[]): string {
  if (names.length === 0) return "";
  const shown = names
    .slice(0, 3)
    .map((name) => `\`${name}\``)
    .join(", ");
  return names.length > 3 ? ` (${shown} and ${names.length - 3} more)` : ` (${shown})`;
}
