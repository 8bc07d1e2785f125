import { expect, test } from "vitest";
import { judgeGoals } from "./judge-goals.ts";

const GOAL = { peer: "backstage", figure: "p50Ms", atMost: 0.1 };

test("a goal holds for every size of a peer", () => {
  const ratios = { "backstage 20x50": { p50Ms: 0.1 }, "backstage 50x500": { p50Ms: 0.11 }, other: { p50Ms: 9 } };
  expect(judgeGoals(ratios, [GOAL]).map(({ peer, met }) => [peer, met])).toEqual([
    ["backstage 20x50", true],
    ["backstage 50x500", false],
  ]);
});

test("what was not measured reaches no goal", () => {
  expect(judgeGoals({ "backstage 20x50": {} }, [GOAL])).toMatchObject([{ ratio: undefined, met: false }]);
  expect(judgeGoals({}, [GOAL])).toMatchObject([{ peer: "backstage", met: false }]);
});

test("a ratio within the noise of the run is not held against it", () => {
  const goal = { peer: "us", figure: "p50Ms", atMost: 1.2, unlessWithin: "noise" };
  const met = (p50Ms: number, noise: number) => judgeGoals({ us: { p50Ms, noise } }, [goal])[0]?.met;
  expect([met(1.2, 1), met(1.3, 1.1), met(1.3, 1.4), met(1.5, 1.4)]).toEqual([true, false, true, false]);
});
