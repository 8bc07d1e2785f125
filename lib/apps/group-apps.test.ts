import { describe, expect, test } from "vitest";
import type { ClusterFreshness } from "#lib/http/answer";
import type { WorkloadRow } from "#lib/workloads/schemas";
import { TEST_NOW, testWorkloadRow } from "#lib/workloads/testing-rows";
import { groupApps } from "./group-apps.ts";

const NOW = TEST_NOW * 1000;
const STAGING = { slug: "staging", name: "Staging", rank: 1, isProduction: false };
const FAILING = { level: "failing", label: "Failing", sentence: "0 of 1 replicas ready." } as const;
const live = (slug: string): ClusterFreshness => ({ clusterId: slug, slug, state: "live" });
const stale = (slug: string, minutes: number): ClusterFreshness => ({
  ...{ clusterId: slug, slug, state: "stale", message: "connection timed out" },
  asOf: NOW - minutes * 60_000,
});
const group = (
  rows: WorkloadRow[],
  freshness: ClusterFreshness[] = [live("eu-prod"), live("us-prod"), live("staging")],
) => groupApps({ rows, freshness, now: NOW });

describe("applications", () => {
  test("are the workloads of one name over all clusters, worst first, then by name", () => {
    const apps = group([
      testWorkloadRow({ name: "zebra" }),
      testWorkloadRow({ name: "ant" }),
      testWorkloadRow({ name: "mole", verdict: FAILING }),
      testWorkloadRow({ name: "ant", cluster: "us-prod", pods: 4, restarts: 2 }),
    ]);
    expect(apps.map((app) => [app.name, app.workloads.length])).toEqual([
      ["mole", 1],
      ["ant", 2],
      ["zebra", 1],
    ]);
    expect(apps[1]).toMatchObject({ pods: 5, restarts: 2 });
  });

  test("speak of their worst workload and say where it is, when there are several places", () => {
    const [app] = group([
      testWorkloadRow({ cluster: "eu-prod" }),
      testWorkloadRow({ cluster: "us-prod", verdict: FAILING }),
    ]);
    expect(app?.verdict.sentence).toBe("In `us-prod`, 0 of 1 replicas ready.");
    expect(app?.worst.cluster).toBe("us-prod");
    const [single] = group([testWorkloadRow({ verdict: FAILING })]);
    expect(single?.verdict.sentence).toBe(FAILING.sentence);
  });

  test("add up their replicas when all is well", () => {
    const [app] = group([
      testWorkloadRow({ ready: 3, desired: 3 }),
      testWorkloadRow({ cluster: "us-prod", ready: 2, desired: 2 }),
    ]);
    expect(app?.verdict).toMatchObject({ level: "healthy", sentence: "5 of 5 replicas ready, 2 clusters." });
  });

  test("say nothing of a cluster that is still being read: half a list proves nothing", () => {
    const reading: ClusterFreshness = { clusterId: "edge", slug: "edge", state: "starting" };
    const [app] = group([testWorkloadRow({ cluster: "edge", stale: true, verdict: FAILING })], [reading]);
    expect(app?.verdict).toMatchObject({
      ...{ level: "unknown", label: "Being read", sentence: "`edge` is still being read.", cause: "starting" },
    });
  });

  test("show versions in the order in which a change travels, and where it has not arrived", () => {
    const [app] = group([
      testWorkloadRow({ version: "1.9.1" }),
      testWorkloadRow({ cluster: "us-prod", version: "1.9.0" }),
      testWorkloadRow({ cluster: "staging", environment: STAGING, version: "1.9.1" }),
    ]);
    expect(app?.versions).toEqual([
      { environment: "staging", name: "Staging", versions: ["1.9.1"], current: true },
      { environment: "production", name: "Production", versions: ["1.9.0", "1.9.1"], current: false },
    ]);
  });
});

describe("an application on a cluster that does not answer", () => {
  test("is unknown when it was well, and says since when", () => {
    const [app] = group([testWorkloadRow({ cluster: "edge", stale: true })], [stale("edge", 4)]);
    expect(app).toMatchObject({
      stale: true,
      verdict: { level: "unknown", cause: "stale", since: TEST_NOW - 240 },
    });
    expect(app?.verdict.sentence).toBe("`edge` has not answered for 4 min; it was healthy then.");
  });

  test("stays bad when it was bad, with the sentence of that time", () => {
    const [app] = group([testWorkloadRow({ cluster: "edge", stale: true, verdict: FAILING })], [stale("edge", 90)]);
    expect(app?.verdict).toMatchObject({ level: "failing" });
    expect(app?.verdict.sentence).toBe("`edge` has not answered for 1 h; it was failing then: 0 of 1 replicas ready.");
  });

  test("is not stale as a whole while another cluster answers", () => {
    const rows = [testWorkloadRow(), testWorkloadRow({ cluster: "edge", stale: true })];
    const [app] = group(rows, [live("eu-prod"), stale("edge", 4)]);
    expect(app).toMatchObject({ stale: false, verdict: { level: "unknown" } });
    expect(app?.workloads.map((one) => one.stale)).toEqual([true, false]);
  });

  test("says so when somebody paused it", () => {
    const paused: ClusterFreshness = { clusterId: "edge", slug: "edge", state: "paused" };
    const [app] = group([testWorkloadRow({ cluster: "edge", stale: true })], [paused]);
    expect(app?.verdict.sentence).toBe("`edge` is paused; it was healthy then.");
  });
});
