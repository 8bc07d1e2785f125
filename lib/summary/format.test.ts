import { expect, test } from "vitest";
import { countFigures, coverageOfPods, coverageSentence, formatShare } from "./format.ts";

type Coverage = Parameters<typeof coverageSentence>[0];
const ALL: Coverage = { clusters: 6, known: 6, capacityKnown: 6, useKnown: 6, useStale: 0 };

test.each<[string, Partial<Coverage>, expected: string]>([
  ["all is known", {}, "Capacity, requests, use and quotas of the fleet, by team and by cluster."],
  ["some capacity is not", { capacityKnown: 5 }, "Capacity known of 5 of 6 clusters; shares are of those 5."],
  [
    "one capacity is not",
    { clusters: 2, known: 2, capacityKnown: 1, useKnown: 2 },
    "Capacity known of 1 of 2 clusters; shares are of that one.",
  ],
  ["no capacity is", { capacityKnown: 0 }, "Capacity known of none of 6 clusters, so there are no shares."],
  [
    "the only capacity is not",
    { clusters: 1, known: 1, capacityKnown: 0, useKnown: 1 },
    "Capacity not known, so there are no shares.",
  ],
  [
    "some use is not",
    { useKnown: 5 },
    "Capacity, requests and quotas of the fleet, by team and by cluster. Use is measured in 5 of 6 clusters.",
  ],
  [
    "no use is",
    { capacityKnown: 0, useKnown: 0 },
    "Capacity known of none of 6 clusters, so there are no shares. Use is not measured.",
  ],
  [
    "some use is stale",
    { useStale: 2 },
    "Capacity, requests, use and quotas of the fleet, by team and by cluster. In 2 clusters use is the last one known.",
  ],
  [
    "some use is not, and some of the rest is stale",
    { useKnown: 5, useStale: 1 },
    "Capacity, requests and quotas of the fleet, by team and by cluster. Use is measured in 5 of 6 clusters. In 1 cluster use is the last one known.",
  ],
  [
    "a cluster is not",
    { known: 5, capacityKnown: 5, useKnown: 5 },
    "Figures of 5 of 6 clusters; nothing is known yet of the rest.",
  ],
  [
    "a cluster and a capacity and a use are not",
    { known: 5, capacityKnown: 4, useKnown: 3 },
    "Figures of 5 of 6 clusters; nothing is known yet of the rest. Capacity known of 4; shares are of those 4. Use is measured in 3 of 5 clusters.",
  ],
  ["nothing is", { known: 0, capacityKnown: 0, useKnown: 0 }, "Figures of none of 6 clusters yet."],
])("the page says of what it speaks when %s", (_, coverage, expected) => {
  expect(coverageSentence({ ...ALL, ...coverage }, false)).toBe(expected);
});

test("capacity is no team's: that is not the same as not known", () => {
  const shared = "Capacity is shared by all teams, so there are no shares.";
  const own = { ...ALL, capacityKnown: 0 };
  expect(coverageSentence(own, true)).toBe(`Requests, use and quotas of one team, by cluster. ${shared}`);
  expect(coverageSentence({ ...own, useKnown: 2 }, true)).toBe(
    `Requests and quotas of one team, by cluster. ${shared} Use is measured in 2 of 6 clusters.`,
  );
});

test.each([
  [100, 100, undefined],
  [100, 96, undefined],
  [100, 94, "94 of 100 pods"],
  [1, 0, "0 of 1 pod"],
  [0, 0, undefined],
])("of %i running pods %i measured: %s", (running, measured, expected) => {
  expect(coverageOfPods({ running, measured })).toBe(expected);
});

test.each([
  [1, 3, "33 %"],
  [3, 2, "150 %"],
  [0, 5, "0 %"],
  [5, 0, undefined],
  [undefined, 5, undefined],
])("%s of %i is %s", (part, whole, expected) => {
  expect(formatShare(part, whole)).toBe(expected);
});

const REST = { measuredPods: { running: 0, measured: 0 }, quotasKnown: true, cpu: {}, memory: {}, gpu: {} };

test("nodes are counted with the clusters that they were counted in, and what is unknown is not counted as zero", () => {
  const total = { nodes: 1204, namespaces: 26, pods: 1600, ...REST };
  const figures = (known: number, capacityKnown: number, nodes: number | undefined) =>
    countFigures({ ...total, nodes }, { ...ALL, known, capacityKnown });
  expect(figures(6, 6, 1204)).toEqual(["6 clusters", "1,204 nodes", "26 namespaces", "1,600 pods"]);
  expect(figures(6, 5, 34)).toEqual(["6 clusters", "34 nodes in 5 of them", "26 namespaces", "1,600 pods"]);
  expect(figures(6, 0, undefined)).toEqual(["6 clusters", "26 namespaces", "1,600 pods"]);
  expect(figures(0, 0, undefined)).toEqual(["6 clusters"]);
});
