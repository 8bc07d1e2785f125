import { expect, test } from "vitest";
import { countFigures, coverageSentence } from "./format.ts";

test.each<[string, clusters: number, known: number, capacityKnown: number, expected: string]>([
  ["all is known", 6, 6, 6, "Capacity, requests and quotas of the fleet, by team and by cluster."],
  ["some capacity is not", 6, 6, 5, "Capacity known of 5 of 6 clusters; shares are of those 5."],
  ["one capacity is not", 2, 2, 1, "Capacity known of 1 of 2 clusters; shares are of that one."],
  ["no capacity is", 6, 6, 0, "Capacity known of none of 6 clusters, so there are no shares."],
  ["the only capacity is not", 1, 1, 0, "Capacity not known, so there are no shares."],
  ["a cluster is not", 6, 5, 5, "Figures of 5 of 6 clusters; nothing is known yet of the rest."],
  [
    "a cluster and a capacity are not",
    ...([6, 5, 4] as const),
    "Figures of 5 of 6 clusters; nothing is known yet of the rest. Capacity known of 4; shares are of those 4.",
  ],
  ["nothing is", 6, 0, 0, "Figures of none of 6 clusters yet."],
])("the page says of what it speaks when %s", (_, clusters, known, capacityKnown, expected) => {
  expect(coverageSentence({ clusters, known, capacityKnown }, false)).toBe(expected);
});

test("capacity is no team's: that is not the same as not known", () => {
  const sentence =
    "Requests and quotas of one team, by cluster. Capacity is shared by all teams, so there are no shares.";
  expect(coverageSentence({ clusters: 6, known: 6, capacityKnown: 0 }, true)).toBe(sentence);
});

test("nodes are counted with the clusters that they were counted in, and what is unknown is not counted as zero", () => {
  const total = { nodes: 1204, namespaces: 26, pods: 1600, cpu: {}, memory: {}, gpu: {} };
  const figures = (known: number, capacityKnown: number, nodes: number | undefined) =>
    countFigures({ ...total, nodes }, { clusters: 6, known, capacityKnown });
  expect(figures(6, 6, 1204)).toEqual(["6 clusters", "1,204 nodes", "26 namespaces", "1,600 pods"]);
  expect(figures(6, 5, 34)).toEqual(["6 clusters", "34 nodes in 5 of them", "26 namespaces", "1,600 pods"]);
  expect(figures(6, 0, undefined)).toEqual(["6 clusters", "26 namespaces", "1,600 pods"]);
  expect(figures(0, 0, undefined)).toEqual(["6 clusters"]);
});
