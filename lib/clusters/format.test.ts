import { describe, expect, it } from "vitest";
import {
  describeExpiry,
  describeSteps,
  expiryLevel,
  fleetFigures,
  groupByEnvironment,
  needsAttention,
  shareOf,
  verdictLabel,
} from "./format.ts";
import type { ClusterRow, DiagnosisStep } from "./schemas.ts";

const NOW = Date.UTC(2026, 10, 21);
const DAY = 86_400_000;

function row(over: Partial<ClusterRow> = {}): ClusterRow {
  return {
    key: "1",
    id: "1",
    slug: "eu-prod",
    displayName: "eu-prod",
    environment: { slug: "production", name: "Production", rank: 2, isProduction: true },
    groups: [],
    verdict: { level: "healthy", label: "Healthy", sentence: "eu-prod answers." },
    freshness: { clusterId: "1", slug: "eu-prod", state: "live" },
    versionBehind: false,
    narrow: false,
    cpu: {},
    memory: {},
    gpu: {},
    ...over,
  };
}

describe("describeSteps", () => {
  const step = (label: string, state: DiagnosisStep["state"]): DiagnosisStep => ({
    id: label,
    label,
    state,
    sentence: "",
  });

  it("counts what is fine and names what needs somebody; what cannot be found out is neither", () => {
    const steps = [step("Reachable", "ok"), step("Identity", "unknown")];
    expect(describeSteps(steps)).toBe("1 of 2 checks are fine.");
    expect(describeSteps([...steps, step("Metrics API", "warning"), step("Clock", "failed")])).toBe(
      "1 of 4 checks are fine. To look at: Metrics API, Clock.",
    );
  });
});

describe("shareOf", () => {
  it("is unknown unless both parts are known and there is something to share", () => {
    expect(shareOf({ allocatable: 4000, requested: 1000 })).toBe(0.25);
    expect(shareOf({ allocatable: 4000 })).toBeUndefined();
    expect(shareOf({ requested: 1000 })).toBeUndefined();
    expect(shareOf({ allocatable: 0, requested: 0 })).toBeUndefined();
  });
});

describe("needsAttention", () => {
  it.each([
    ["healthy", undefined, false],
    ["idle", "paused", false],
    ["unknown", "starting", false],
    ["unknown", "unreachable", true],
    ["degraded", "node-not-ready", true],
    ["failing", "tls", true],
  ] as const)("%s because of %s: %s", (level, cause, expected) => {
    expect(needsAttention(row({ verdict: { level, label: "", sentence: "", cause } }))).toBe(expected);
  });
});

describe("verdictLabel", () => {
  it("says how long a cluster has been silent", () => {
    const verdict = { level: "unknown", label: "No answer", sentence: "", cause: "unreachable" } as const;
    expect(verdictLabel({ verdict: { ...verdict, since: NOW / 1000 - 240 } }, NOW)).toBe("No answer for 4 min");
    expect(verdictLabel({ verdict }, NOW)).toBe("No answer");
  });
});

describe("the end of a credential", () => {
  it.each([
    [undefined, "none"],
    [NOW + 31 * DAY, "far"],
    [NOW + 30 * DAY, "soon"],
    [NOW + 7 * DAY, "urgent"],
    [NOW, "over"],
  ])("%s is %s", (expiresAt, level) => expect(expiryLevel(expiresAt, NOW)).toBe(level));

  it.each([
    [NOW + 12.5 * DAY, "in 12 days"],
    [NOW + 1.9 * DAY, "in 45 h"],
    [NOW + 3_600_000, "in 1 h"],
    [NOW, "now"],
    [NOW - 3 * DAY, "3 days ago"],
  ])("%s reads %s", (expiresAt, text) => expect(describeExpiry(expiresAt, NOW)).toBe(text));
});

describe("the fleet", () => {
  it("stands by environment, production first", () => {
    const staging = { slug: "staging", name: "Staging", rank: 1, isProduction: false };
    const edge = { slug: "edge", name: "Edge", rank: 3, isProduction: false };
    const rows = [row({ environment: staging }), row(), row({ environment: edge }), row()];
    expect(groupByEnvironment(rows).map((group) => [group.environment.slug, group.rows.length])).toEqual([
      ["production", 2],
      ["edge", 1],
      ["staging", 1],
    ]);
  });

  it("adds up what is known and leaves out what is not", () => {
    expect(fleetFigures([row({ nodes: 3, pods: 1200 }), row({ pods: 4 })])).toBe("2 clusters · 3 nodes · 1,204 pods");
    expect(fleetFigures([row()])).toBe("1 cluster");
  });
});
