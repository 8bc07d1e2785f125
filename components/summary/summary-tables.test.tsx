import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { ClusterSums, ResourceSums } from "#lib/summary/schemas";
import { ClusterSumsTable } from "./cluster-sums-table.tsx";
import { ResourceCard } from "./resource-card.tsx";
import { TeamSumsTable } from "./team-sums-table.tsx";

const NONE = { cpu: {}, memory: {}, gpu: {} };

function clusterRow(cpu: ResourceSums, gpu: ResourceSums, ofTeam = false): string {
  const environment = { slug: "prod", name: "Production", rank: 1, isProduction: true };
  const counts = { nodes: cpu.allocatable === undefined ? undefined : 3, namespaces: 2, pods: 9 };
  const names = { key: "c1", cluster: "bare", displayName: "bare", environment };
  const cluster: ClusterSums = { ...NONE, ...names, ...counts, cpu, gpu, teams: [] };
  return renderToStaticMarkup(<ClusterSumsTable clusters={[cluster]} freshness={[]} ofTeam={ofTeam} />);
}

test("what a cluster is asked for is shown without a bar where its capacity is not known", () => {
  const unknown = clusterRow({ requested: 15_600 }, { requested: 0 });
  expect(unknown).toContain("15.6 cores");
  expect(unknown).toContain("capacity not known");
  expect(unknown).not.toContain("CPU of bare");
  expect(unknown).not.toContain("It has no GPUs");
  const known = clusterRow({ requested: 15_600, allocatable: 48_000 }, { requested: 0, allocatable: 0 });
  expect(known).toContain("CPU of bare: 15.6 of 48 cores");
  expect(known).toContain("It has no GPUs");
});

test("a team's part of a cluster does not call the capacity unknown, which is shared", () => {
  const html = clusterRow({ requested: 15_600 }, { requested: 0 }, true);
  expect(html).toContain("15.6 cores");
  expect(html).toContain("shared by all teams");
  expect(html).not.toMatch(/capacity not known|nodes are not known/);
});

test("the share of the fleet is of the clusters with a known capacity, and use is said not to be measured", () => {
  const sums = { allocatable: 521_000, requested: 181_000, requestedWhereKnown: 165_400, quota: 966_000 };
  const html = renderToStaticMarkup(<ResourceCard name="CPU" unit="cores" sums={sums} />);
  for (const text of ["32 % requested", "165 of 521 cores", "15.6 cores", "Actual use is not measured yet."])
    expect(html).toContain(text);
  expect(html).not.toContain("181");
});

test("a team's quotas are shown for GPUs too, as what is requested of them", () => {
  const counts = { namespaces: 1, pods: 4 };
  const gpu = { requested: 16, quota: 8, quotaUsed: 6 };
  const team = { ...NONE, ...counts, key: "team/data", team: "data", name: "Data", clusters: 1, gpu };
  const html = renderToStaticMarkup(<TeamSumsTable teams={[team]} total={{ ...NONE, ...counts, nodes: 1, gpu }} />);
  expect(html).toContain("GPU quota requested");
  expect(html).toContain("GPU quota of Data: 6 of 8");
  expect(html).not.toContain("quota used");
});
