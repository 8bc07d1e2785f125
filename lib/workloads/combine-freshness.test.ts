import { expect, test } from "vitest";
import type { ClusterFreshness } from "#lib/http/answer";
import { combineFreshness } from "./combine-freshness.ts";

const entry = (state: ClusterFreshness["state"], asOf?: number, slug = "a"): ClusterFreshness => ({
  ...{ clusterId: slug, slug, state, asOf },
});

test.each<[string, ClusterFreshness[], ClusterFreshness]>([
  ["one stale kind makes the cluster stale", [entry("live", 9), entry("stale", 5)], entry("stale", 5)],
  ["the oldest stale kind counts", [entry("stale", 7), entry("stale", 5)], entry("stale", 5)],
  ["a kind still starting makes it starting", [entry("live", 9), entry("starting")], entry("starting")],
  ["a kind that may not be read says nothing of age", [entry("forbidden"), entry("live", 9)], entry("live", 9)],
  ["nothing that may be read is forbidden", [entry("forbidden"), entry("unsupported")], entry("forbidden")],
  ["paused is paused", [entry("stale", 1), entry("paused")], entry("paused")],
])("%s", (_, entries, expected) => {
  expect(combineFreshness(entries.map((one) => [one]))).toEqual([expected]);
});

test("each cluster has one", () => {
  const lists = [
    [entry("live", 1, "a"), entry("stale", 1, "b")],
    [entry("live", 1, "a"), entry("live", 1, "b")],
  ];
  expect(combineFreshness(lists).map(({ slug, state }) => [slug, state])).toEqual([
    ["a", "live"],
    ["b", "stale"],
  ]);
});
