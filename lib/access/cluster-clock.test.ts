import { expect, test } from "vitest";
import type { Clock } from "#lib/core/clock";
import type { ClusterHandle, Fleet } from "#lib/kubernetes/types/fleet";
import { clusterClock } from "./cluster-clock.ts";
import { testFleet } from "./testing-fleet.ts";

const NOW = 1_800_000_000_000;

/** A portal whose clusters' clocks are this far ahead. */
function portal(skew: Readonly<Record<string, number | undefined>>) {
  const plain = testFleet(Object.fromEntries(Object.keys(skew).map((id) => [id, {}])));
  const skewed = (handle: ClusterHandle, clockSkewSeconds: number | undefined): ClusterHandle => {
    const { connection } = handle;
    const health = () => ({ ...connection.health(), clockSkewSeconds });
    return { ...handle, connection: { ...connection, health } };
  };
  const fleet: Fleet = {
    ...plain,
    cluster: (id) => {
      const handle = plain.cluster(id);
      return handle && skewed(handle, skew[id]);
    },
  };
  return { runtime: { fleet, clock: { now: () => NOW } as Clock } };
}

const ctx = portal({ behind: -900, ahead: 900, close: 1.9, unknown: undefined });
const live = (clusterId: string) => ({ clusterId, state: "live" as const, asOf: NOW - 1 });

test.each([
  ["behind", -900_000],
  ["ahead", 900_000],
  ["close", 0],
  ["unknown", 0],
  ["not-connected", 0],
])("a cluster that answers is judged now, by its own clock: %s", (clusterId, off) => {
  expect(clusterClock(ctx, live(clusterId))).toEqual({ now: NOW + off, judgedAt: NOW + off });
});

test.each(["stale", "paused"] as const)("time stands still for a cluster without news: %s", (state) => {
  const asOf = NOW - 3_600_000;
  const clock = clusterClock(ctx, { clusterId: "ahead", state, asOf });
  expect(clock).toEqual({ now: NOW + 900_000, judgedAt: asOf + 900_000 });
});

test("a cluster that never answered is judged now", () => {
  expect(clusterClock(ctx, { clusterId: "unknown", state: "starting", asOf: undefined }).judgedAt).toBe(NOW);
});
