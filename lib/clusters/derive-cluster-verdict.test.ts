import { describe, expect, it } from "vitest";
import type { NodeFacts } from "./collect-node-facts.ts";
import { type ClusterFacts, deriveClusterVerdict } from "./derive-cluster-verdict.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const DAY = 86_400_000;
const calm: NodeFacts = { total: 4, notReady: [], pressured: [], upgrading: undefined };

function facts(over: Partial<ClusterFacts> = {}): ClusterFacts {
  return {
    name: "eu-prod",
    paused: false,
    state: "live",
    reason: undefined,
    message: undefined,
    lastOkAt: NOW - 1000,
    nodes: calm,
    credentialExpiresAt: undefined,
    now: NOW,
    ...over,
  };
}

describe("deriveClusterVerdict", () => {
  it("calls a live cluster with ready nodes healthy", () => {
    expect(deriveClusterVerdict(facts())).toMatchObject({
      level: "healthy",
      label: "Healthy",
      sentence: "eu-prod answers with 4 ready nodes.",
    });
  });

  it("ends with one full stop, whatever the message ends with", () => {
    const message = "The credential of this cluster may not list this kind.";
    const { sentence } = deriveClusterVerdict(facts({ state: "forbidden", message }));
    expect(sentence).toMatch(/this kind\.$/);
  });

  it("says nothing about nodes that the viewer may not know", () => {
    expect(deriveClusterVerdict(facts({ nodes: undefined })).sentence).toBe("eu-prod answers.");
  });

  it.each([
    ["paused", { paused: true, state: "stale" as const }, "idle", "Paused", "paused"],
    ["not connected yet", { state: undefined }, "unknown", "Connecting", "starting"],
    ["first lists under way", { state: "starting" as const }, "unknown", "Connecting", "starting"],
    ["timeout", { state: "stale" as const, reason: "timeout" as const }, "unknown", "No answer", "unreachable"],
    [
      "never answered",
      { state: "starting" as const, reason: "refused" as const },
      "unknown",
      "No answer",
      "unreachable",
    ],
    ["certificate", { state: "stale" as const, reason: "tls" as const }, "failing", "Certificate problem", "tls"],
    [
      "credential",
      { state: "stale" as const, reason: "credential" as const },
      "failing",
      "Credential refused",
      "credential",
    ],
    ["rights", { state: "forbidden" as const }, "degraded", "Rights missing", "forbidden"],
  ])("%s", (_name, over, level, label, cause) => {
    expect(deriveClusterVerdict(facts(over))).toMatchObject({ level, label, cause });
  });

  it("gives the moment of the last good answer as the beginning of silence", () => {
    const verdict = deriveClusterVerdict(facts({ state: "stale", reason: "timeout", message: "connection timed out" }));
    expect(verdict.since).toBe((NOW - 1000) / 1000);
    expect(verdict.sentence).toContain("connection timed out");
  });

  it("names the nodes that are not ready and the kubelet's reason", () => {
    const notReady = [{ name: "n-31", because: "kubelet stopped posting node status", since: 1_700_000_000 }];
    const verdict = deriveClusterVerdict(facts({ nodes: { ...calm, notReady } }));
    expect(verdict).toMatchObject({ level: "degraded", label: "1 node not ready", since: 1_700_000_000 });
    expect(verdict.sentence).toBe("1 of 4 nodes not ready in eu-prod (`n-31`): kubelet stopped posting node status.");
  });

  it("is failing when no node is ready", () => {
    const notReady = ["a", "b", "c", "d"].map((name) => ({ name, because: undefined, since: undefined }));
    const verdict = deriveClusterVerdict(facts({ nodes: { ...calm, notReady } }));
    expect(verdict).toMatchObject({ level: "failing", label: "4 nodes not ready" });
    expect(verdict.sentence).toContain("`a`, `b`, `c` and 1 more");
  });

  it.each([
    ["a month left", 30 * DAY, "healthy", "Healthy"],
    ["three days left", 3 * DAY + 1, "degraded", "Credential ends in 3 days"],
    ["hours left", DAY / 2, "degraded", "Credential ends today"],
    ["over", -1, "failing", "Credential expired"],
  ])("credential: %s", (_name, left, level, label) => {
    expect(deriveClusterVerdict(facts({ credentialExpiresAt: NOW + left }))).toMatchObject({ level, label });
  });

  it("puts silence before nodes: what the nodes said is old", () => {
    const notReady = [{ name: "n-31", because: undefined, since: undefined }];
    const verdict = deriveClusterVerdict(facts({ state: "stale", reason: "timeout", nodes: { ...calm, notReady } }));
    expect(verdict.label).toBe("No answer");
  });
});
