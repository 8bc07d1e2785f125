import { expect, test } from "vitest";
import { testFleet } from "#lib/access/testing-fleet";
import type { Scope } from "#lib/access/types";
import type { Clock } from "#lib/core/clock";
import type { ClusterHandle, Fleet } from "#lib/kubernetes/types/fleet";
import { readClusterRows } from "./read-cluster-rows.ts";
import { TEST_NOW, testClusterRows } from "./testing-rows.ts";

/** The fleet, one of whose clusters has a clock of its own. */
function withSkew(fleet: Fleet, id: string, clockSkewSeconds: number): Fleet {
  const skewed = (handle: ClusterHandle): ClusterHandle => {
    const { connection } = handle;
    return {
      ...handle,
      connection: { ...connection, health: () => ({ ...connection.health(), clockSkewSeconds }) },
    };
  };
  return {
    ...fleet,
    cluster: (asked) => {
      const handle = fleet.cluster(asked);
      return handle && asked === id ? skewed(handle) : handle;
    },
  };
}

test("the rows of a cluster come with its time", () => {
  const { place } = testClusterRows({});
  const ids = ["c1", "c2"];
  const scope: Scope = {
    hash: "all",
    clusterIds: new Set(ids),
    clusters: new Map(ids.map((id) => [id, { id, slug: id, paused: false }])),
    validUntil: undefined,
    visible: () => ({ all: true, has: () => true }),
    summarised: () => ({ all: true, has: () => true }),
    forTeam: () => scope,
  };
  const places = new Map(ids.map((id) => [id, { ...place, id, slug: id }]));
  const fleet = withSkew(testFleet({ c1: {}, c2: {} }), "c1", -900);
  const clock = { now: () => TEST_NOW * 1000 } as Clock;
  const { clusters } = readClusterRows({ runtime: { fleet, clock } }, { scope, team: undefined, places });
  expect(clusters.map(({ place: { id }, clock: { judgedAt } }) => [id, judgedAt / 1000])).toEqual([
    ["c1", TEST_NOW - 900],
    ["c2", TEST_NOW],
  ]);
});
