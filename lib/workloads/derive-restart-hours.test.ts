import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ContainerEnd } from "#lib/kubernetes/types/container-row";
import type { PodRow } from "#lib/kubernetes/types/rows";
import { addRestartHours, deriveRestartHours, RESTART_HOURS } from "./derive-restart-hours.ts";
import { TEST_NOW, testContainer, testPod } from "./testing-rows.ts";

const HOUR = 3_600;
/** Half past an hour, so that minutes stay in their hour. */
const NOW = Math.floor(TEST_NOW / HOUR) * HOUR + HOUR / 2;
const end = (secondsAgo: number, ordinal: number): ContainerEnd => ({ at: NOW - secondsAgo, reason: "Error", ordinal });

function pod(restarts: number, ends: ContainerEnd[] | undefined, hoursOld: number): PodRow {
  const startedAt = NOW - hoursOld * HOUR;
  return testPod("shop", "api-1", { startedAt, containers: [testContainer({ restarts, ends })] });
}
const last = (hours: ReturnType<typeof deriveRestartHours>, count: number) => hours?.slice(-count);

describe("deriveRestartHours", () => {
  test("says nothing where nothing restarted in the last day", () => {
    expect(deriveRestartHours([pod(0, undefined, 90)], NOW)).toBeUndefined();
    expect(deriveRestartHours([pod(1, [end(30 * HOUR, 1)], 90)], NOW)).toBeUndefined();
  });

  test("counts each restart in its hour, and knows that there was none before the first", () => {
    const hours = deriveRestartHours([pod(3, [end(2 * HOUR, 1), end(120, 2), end(60, 3)], 30)], NOW);
    expect(hours).toHaveLength(RESTART_HOURS);
    expect(last(hours, 4)).toEqual([0, 1, 0, 2]);
    expect(hours?.[0]).toBe(0);
  });

  test("does not know when the restarts before the first known one were, but that they came after the pod", () => {
    const hours = deriveRestartHours([pod(7, [end(60, 7)], 3)], NOW);
    expect(last(hours, 5)).toEqual([0, null, null, null, 1]);
  });

  test("knows the hour of all restarts of a pod that began in it", () => {
    expect(last(deriveRestartHours([pod(6, [end(60, 6)], 0.25)], NOW), 2)).toEqual([0, 6]);
  });

  test("does not know anything of a container that does not say how it ended", () => {
    expect(last(deriveRestartHours([pod(2, undefined, 1)], NOW), 3)).toEqual([0, null, null]);
  });

  test("does not know of the hours since the last news, and keeps the others where they were", () => {
    const pods = [pod(2, [end(4 * HOUR, 1), end(3 * HOUR, 2)], 30)];
    expect(last(deriveRestartHours(pods, NOW, NOW - 2 * HOUR), 6)).toEqual([0, 1, 1, 0, null, null]);
    const days = deriveRestartHours([pod(1, [end(HOUR, 1)], 30)], NOW, NOW - 9 * 24 * HOUR);
    expect(days).toEqual(Array(RESTART_HOURS).fill(null));
  });

  test("adds up pods, and what is not known of one is not known of all", () => {
    const hours = deriveRestartHours([pod(1, [end(60, 1)], 2), pod(4, [end(60, 4)], 1)], NOW);
    expect(last(hours, 3)).toEqual([0, null, 2]);
    expect(addRestartHours([undefined, undefined])).toBeUndefined();
  });

  test("never shows more restarts than the containers count", () => {
    const history = fc.array(fc.record({ gap: fc.integer({ min: 1, max: 5 * HOUR }), seen: fc.boolean() }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(history, (steps) => {
        let ago = steps.reduce((sum, { gap }) => sum + gap, 0);
        const began = ago / HOUR;
        const ends = steps.map(({ gap, seen }, at) => {
          ago -= gap;
          return { ...end(ago, at + 1), seen };
        });
        const seen = ends.filter((one) => one.seen).map(({ at, reason, ordinal }) => ({ at, reason, ordinal }));
        const hours = deriveRestartHours([pod(steps.length, seen.length > 0 ? seen : undefined, began)], NOW) ?? [];
        expect(hours.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBeLessThanOrEqual(steps.length);
        expect(hours.every((value) => value === null || value >= 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
