import { describe, expect, test } from "vitest";
import type { Binding } from "#lib/access/types";
import { TEST_NOW, testQuota } from "#lib/workloads/testing-rows";
import { endingGrants, nearQuotas } from "./collect-needs.ts";

const NOW = TEST_NOW * 1000;
const DAY = 86_400_000;
const binding = (more: Partial<Binding> = {}): Binding => ({
  ...{ source: "grant", grantId: "g1", teamId: "t1", teamSlug: "payments", teamRole: "member", role: "developer" },
  ...{ clusterId: "c1", targetKind: "cluster", targetSlug: "us-prod", namespaces: ["pay-*"], reason: "test" },
  ...{ startsAt: 0, expiresAt: NOW + 2 * DAY + 1000 },
  ...more,
});

describe("what waits for a person", () => {
  test("are grants that end within a week, each once, the next first", () => {
    const needs = endingGrants(
      [
        binding({ clusterId: "c2" }),
        binding({ clusterId: "c3" }),
        binding({ grantId: "g2", expiresAt: NOW + 3_600_000, targetSlug: "edge" }),
      ],
      NOW,
    );
    expect(needs.map((need) => need.sentence)).toEqual([
      "Grant on `edge` / `pay-*` ends in 1 h",
      "Grant on `us-prod` / `pay-*` ends in 2 d",
    ]);
  });

  test.each([
    ["without an end", { expiresAt: undefined }],
    ["far away", { expiresAt: NOW + 30 * DAY }],
    ["over", { expiresAt: NOW - 1 }],
    ["not begun", { startsAt: NOW + DAY }],
    ["of a portal role", { source: "portal-role" as const }],
  ])("are not grants %s", (_, more) => {
    expect(endingGrants([binding(more)], NOW)).toEqual([]);
  });

  test("are quotas nearly used up, the fullest first", () => {
    const quota = { ...testQuota("pay-api", { pods: [9, 10], "requests.cpu": [1000, 1000], services: [1, 10] }) };
    const needs = nearQuotas([{ ...quota, clusterId: "c1", cluster: "eu-prod" }]);
    expect(needs).toMatchObject([
      { sentence: "`requests.cpu` of `pay-api` in `eu-prod` is 100 % used", href: "/namespaces/eu-prod/pay-api" },
      { sentence: "`pods` of `pay-api` in `eu-prod` is 90 % used" },
    ]);
  });
});
