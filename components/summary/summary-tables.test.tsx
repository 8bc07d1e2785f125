import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { ClusterSums, TotalSums } from "#lib/summary/schemas";
import { ClusterSumsTable } from "./cluster-sums-table.tsx";
import { ResourceCard } from "./resource-card.tsx";
import { TeamSumsTable } from "./team-sums-table.tsx";

const NONE = { cpu: {}, memory: {}, gpu: {}, quotasKnown: true };
const PODS = { running: 100, measured: 100 };

function clusterRow(more: Partial<ClusterSums>, ofTeam = false): string {
  const environment = { slug: "prod", name: "Production", rank: 1, isProduction: true };
  const counts = { nodes: more.cpu?.allocatable === undefined ? undefined : 3, namespaces: 2, pods: 9 };
  const names = { key: "c1", cluster: "bare", displayName: "bare", environment };
  const metrics = { state: "live" } as const;
  const cluster: ClusterSums = { ...NONE, ...names, ...counts, metrics, teams: [], ...more };
  return renderToStaticMarkup(<ClusterSumsTable clusters={[cluster]} freshness={[]} ofTeam={ofTeam} />);
}

test("what a cluster is asked for is shown without a bar where its capacity is not known", () => {
  const unknown = clusterRow({ cpu: { requested: 15_600 }, gpu: { requested: 0 } });
  expect(unknown).toContain("15.6 cores");
  expect(unknown).toContain("capacity not known");
  expect(unknown).not.toContain("CPU of bare");
  expect(unknown).not.toContain("It has no GPUs");
  const known = clusterRow({ cpu: { requested: 15_600, allocatable: 48_000 }, gpu: { requested: 0, allocatable: 0 } });
  expect(known).toContain("CPU of bare: requested: 15.6 of 48 cores");
  expect(known).toContain("3 nodes · 9 pods");
  expect(known).toContain("It has no GPUs");
});

test("a team's part of a cluster does not call the capacity unknown, which is shared", () => {
  const html = clusterRow({ cpu: { requested: 15_600 } }, true);
  expect(html).toContain("15.6 cores");
  expect(html).not.toMatch(/capacity not known|[Nn]odes/);
});

test("what is really used stands beside what is requested, as a part of it", () => {
  const cpu = { requested: 15_600, used: 3_900, requestedWhereMeasured: 15_600 };
  const html = clusterRow({ cpu, measuredPods: PODS });
  expect(html).toContain("3.9 cores, 25 %");
  expect(html).toContain("CPU of bare: used: 3.9 cores, 25 %");
  expect(html).not.toContain("of 100 pods");
  const partly = { ...cpu, used: 1_000, requestedWhereMeasured: 2_000 };
  expect(clusterRow({ cpu: partly, measuredPods: { running: 100, measured: 20 } })).toContain(
    "20 of 100 pods measured",
  );
});

test("use that is the last one known says so, and quotas that are not all known do", () => {
  const cpu = { requested: 15_600, used: 3_900, requestedWhereMeasured: 15_600, quota: 20_000, quotaUsed: 15_600 };
  expect(clusterRow({ cpu, metrics: { state: "stale" } })).toContain("as last measured");
  expect(clusterRow({ cpu })).not.toContain("as last measured");
  // Of the pods that were there then, few may be left.
  const left = { cpu, metrics: { state: "stale" as const }, measuredPods: { running: 500, measured: 20 } };
  expect(clusterRow(left)).toContain("20 of 500 pods measured, as last measured");
  expect(card("CPU", cpu, { useStale: true })).toContain("used, in part as last measured");
  const counts = { namespaces: 1, pods: 4, measuredPods: PODS };
  const team = { ...NONE, ...counts, key: "team/data", team: "data", name: "Data", clusters: 2, cpu };
  const html = (quotasKnown: boolean) =>
    renderToStaticMarkup(<TeamSumsTable teams={[{ ...team, quotasKnown }]} total={{ ...NONE, ...counts }} />);
  expect(html(false)).toContain("not all quotas known");
  expect(html(true)).not.toContain("not all quotas known");
});

test.each([
  ["unsupported", "no metrics API"],
  ["forbidden", "metrics API not allowed"],
  ["starting", "not measured yet"],
] as const)("use that is not known (%s) is a dash with its reason, never a zero", (state, reason) => {
  const html = clusterRow({ cpu: { requested: 15_600 }, metrics: { state } });
  expect(html).toContain(reason);
  expect(html).not.toContain("0 cores");
});

const card = (name: string, sums: TotalSums, more = {}) =>
  renderToStaticMarkup(
    <ResourceCard
      name={name}
      unit="cores"
      sums={sums}
      measuredPods={PODS}
      measurable
      quotasKnown
      useStale={false}
      {...more}
    />,
  );

test("the share of the fleet is of the clusters with a known capacity", () => {
  const html = card("CPU", { allocatable: 521_000, requested: 181_000, requestedWhereKnown: 165_400, quota: 966_000 });
  for (const text of ["32 % requested", "165 of 521 cores", "15.6 cores", "is not measured"])
    expect(html).toContain(text);
  expect(html).not.toContain("181");
});

test("the use of the fleet is compared with the requests of the pods that were measured, and of how many is said", () => {
  const sums = { requested: 181_000, used: 40_000, requestedWhereMeasured: 100_000 };
  const html = card("CPU", sums, { measuredPods: { running: 600, measured: 400 } });
  expect(html).toContain("40 cores</span> used now, 40 % of requests. 400 of 600 pods are measured.");
  expect(html).toContain("CPU used of requested: 40 %");
  expect(card("GPUs", sums, { measurable: false })).toContain("The metrics API does not measure GPUs.");
});

test("quotas that could not be listed are not called none", () => {
  expect(card("CPU", {}, { quotasKnown: false })).toContain("Quotas are not known everywhere.");
  expect(card("CPU", {})).toContain("No quota bounds it.");
});

test("a team's quotas are shown for GPUs too, as what is requested of them", () => {
  const counts = { namespaces: 1, pods: 4, measuredPods: { running: 4, measured: 4 } };
  const gpu = { requested: 16, quota: 8, quotaUsed: 6 };
  const cpu = { requested: 4_000, used: 1_000, requestedWhereMeasured: 4_000 };
  const team = { ...NONE, ...counts, key: "team/data", team: "data", name: "Data", clusters: 1, gpu, cpu };
  const html = renderToStaticMarkup(<TeamSumsTable teams={[team]} total={{ ...NONE, ...counts, nodes: 1, gpu }} />);
  expect(html).toContain("GPUs of Data: quota: 6 of 8");
  expect(html).toContain("CPU of Data: used: 1 core, 25 %");
  expect(html).toContain("1 namespace in 1 cluster");
});
