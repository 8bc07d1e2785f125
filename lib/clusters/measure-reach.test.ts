import { describe, expect, it } from "vitest";
import { measureReach } from "./measure-reach.ts";
import type { ClusterDiagnosis } from "./schemas.ts";

type Finding = ClusterDiagnosis["permissions"][number];
const list = (resource: string, more: Partial<Finding> = {}): Finding => ({
  group: "",
  resource,
  verb: "list",
  result: "allowed",
  foundBy: "attempt",
  ...more,
});
const step = (id: string) => ({ id, label: id, state: "failed" as const, sentence: "" });
const reach = (permissions: Finding[], failed: string[] = []) =>
  measureReach({ startedAt: 0, steps: failed.map(step), permissions });

describe("what a credential reads of a cluster", () => {
  const everywhere = [list("pods"), list("nodes")];
  const oneNamespace = ["pods", "services", "secrets", "events"].map((name) => list(name, { namespace: "team-a" }));

  it("is less than nothing when it is refused, and nothing while nobody answers", () => {
    expect(reach(everywhere, ["credential"])).toBeLessThan(0);
    expect(reach([], ["reachable", "credential"])).toBe(0);
    expect(reach([])).toBeGreaterThan(0);
  });

  it("is more with the whole cluster than with any kinds in a namespace", () => {
    expect(reach(everywhere)).toBeGreaterThan(reach(oneNamespace));
    expect(reach(oneNamespace)).toBeGreaterThan(reach([list("pods", { result: "forbidden" })]));
  });

  it("grows with the kinds, not with the namespaces that were tried", () => {
    expect(reach([...everywhere, list("secrets")])).toBeGreaterThan(reach(everywhere));
    const elsewhere = oneNamespace.map((finding) => ({ ...finding, namespace: "team-b" }));
    expect(reach([...oneNamespace, ...elsewhere])).toBe(reach(oneNamespace));
  });

  it("counts no list whose changes may not be watched as the whole cluster", () => {
    const blind = ["pods", "nodes"].map((name) => list(name, { verb: "watch", result: "forbidden" }));
    expect(reach([...everywhere, ...blind])).toBeLessThan(reach(oneNamespace));
  });
});
