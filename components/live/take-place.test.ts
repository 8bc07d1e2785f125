import { describe, expect, test, vi } from "vitest";
import { PLACES, type Place, takePlace } from "./take-place.ts";

/** A browser's tabs: each asks for a place when it is opened. */
function browser() {
  const { locks } = navigator;
  return {
    open: () => {
      const onTaken = vi.fn();
      return { ...takePlace(locks, onTaken), onTaken };
    },
    held: async () => ((await locks.query()).held ?? []).length,
    waiting: async () => ((await locks.query()).pending ?? []).length,
  };
}

const holders = (tabs: readonly Place[]) => tabs.filter((tab) => tab.held()).length;

describe("the places of a browser", () => {
  test("are held by as many tabs as there are places, one each, and pass on when a tab leaves", async () => {
    const { open, held, waiting } = browser();
    const tabs = Array.from({ length: PLACES + 2 }, open);
    await vi.waitFor(() => expect(holders(tabs)).toBe(PLACES));
    await vi.waitFor(async () => expect(await held()).toBe(PLACES));
    tabs.find((tab) => tab.held())?.leave();
    await vi.waitFor(() => expect(holders(tabs)).toBe(PLACES));
    for (const tab of tabs) tab.leave();
    await vi.waitFor(async () => expect([await held(), await waiting()]).toEqual([0, 0]));
    for (const tab of tabs) expect(tab.onTaken.mock.calls.length).toBeLessThanOrEqual(1);
    expect(holders(tabs)).toBe(0);
  });
  test("are not taken any more by a tab that has left, even when it leaves while it is given one", async () => {
    const { open, held, waiting } = browser();
    const tab = open();
    tab.leave();
    await vi.waitFor(async () => expect([await held(), await waiting()]).toEqual([0, 0]));
    expect(tab.onTaken).not.toHaveBeenCalled();
  });
  test("are without number where the browser has no locks", () => {
    expect(holders(Array.from({ length: 9 }, () => takePlace(undefined, () => {})))).toBe(9);
  });
});
