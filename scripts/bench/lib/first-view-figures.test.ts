import { describe, expect, test } from "vitest";
import { firstViewFigures } from "./first-view-figures.ts";

const timed = (p50Ms: number, bytes = 100) => ({ firstMs: p50Ms * 3, p50Ms, bytes });
const pair = (well: number, dead: number, noticedMs = 30_000) => ({ well: timed(well), dead: timed(dead), noticedMs });
const ours = { filledMs: 1_000, view: timed(5), pairs: [pair(5, 6), pair(10, 10), pair(4, 3)] };

describe("the figures of a size", () => {
  test("divide our first request, middle and size by the peer's", () => {
    const { ratios } = firstViewFigures("2x5", { ours, theirs: { view: timed(50, 1_000), dead: timed(500) } });
    expect(ratios["backstage 2x5"]).toEqual({ firstMs: 0.1, p50Ms: 0.1, bytes: 0.1, oneDeadP50Ms: 0.012 });
  });

  test("compare each block with a dead cluster to the block with all well beside it", () => {
    const { ratios, sides } = firstViewFigures("2x5", { ours, theirs: { view: timed(50), dead: timed(50) } });
    expect(ratios["wheelhouse without the dead cluster 2x5"]).toEqual({ p50Ms: 1, least: 0.75, most: 1.2, noise: 2.5 });
    expect(sides["wheelhouse 2x5"]).toMatchObject({ firstMs: 15, filledMs: 1_000, noticedMs: 30_000 });
  });

  test("have no number for a peer that did not answer in time or not right", () => {
    const theirs = { view: { failed: "answered 500" }, dead: { timedOut: true } } as const;
    const { sides, ratios } = firstViewFigures("2x5", { ours, theirs });
    expect(sides["backstage 2x5"]).toEqual({ failed: "answered 500", oneDeadTimedOut: true });
    expect(ratios["backstage 2x5"]).toEqual({});
    expect(JSON.stringify({ sides, ratios })).not.toMatch(/null|NaN|Infinity/);
  });

  test("divide by an incomplete answer of the peer too, and say so beside its figures", () => {
    const theirs = { view: { ...timed(50, 1_000), incomplete: "9 of 10 pods" }, dead: timed(500) };
    const { sides, ratios } = firstViewFigures("2x5", { ours, theirs });
    expect(sides["backstage 2x5"]).toMatchObject({ p50Ms: 50, bytes: 1_000, incomplete: "9 of 10 pods" });
    expect(ratios["backstage 2x5"]).toMatchObject({ p50Ms: 0.1, bytes: 0.1 });
  });

  test("say when a block of ours failed", () => {
    const broken = { ...ours, pairs: [{ well: timed(5), dead: { failed: "answered 9 of 10 pods" }, noticedMs: 1 }] };
    const { sides, ratios } = firstViewFigures("2x5", { ours: broken, theirs: { view: timed(50), dead: timed(50) } });
    expect(sides["wheelhouse 2x5"]).toMatchObject({ failed: "answered 9 of 10 pods" });
    expect(ratios["wheelhouse without the dead cluster 2x5"]).toEqual({});
  });
});
