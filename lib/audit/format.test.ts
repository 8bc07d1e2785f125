import { describe, expect, it } from "vitest";
import { describeAction, detailLines, periodStart } from "./format.ts";

describe("the audit in words", () => {
  it("names known actions and shows unknown ones as they are", () => {
    expect(describeAction({ action: "cluster.pause", detail: {} })).toBe("Paused the cluster");
    expect(describeAction({ action: "thing.unheard-of", detail: {} })).toBe("thing.unheard-of");
    const detail = { email: "finn@example.com" };
    expect(describeAction({ action: "team.member.add", detail })).toBe("Added finn@example.com to");
    expect(describeAction({ action: "team.member.add", detail: {} })).toBe("Added somebody to");
  });

  it("begins periods at whole minutes, and all time nowhere", () => {
    const now = Date.UTC(2026, 10, 21, 12, 34, 56);
    expect(periodStart("1h", now)).toBe(Date.UTC(2026, 10, 21, 11, 34));
    expect(periodStart("all", now)).toBeUndefined();
  });

  it("shows facts as lines and leaves out what is empty", () => {
    expect(detailLines({ role: "viewer", namespaces: ["a", "b"], from: null, note: "", deep: { x: 1 } })).toEqual([
      { term: "role", value: "viewer" },
      { term: "namespaces", value: "a, b" },
      { term: "deep", value: '{"x":1}' },
    ]);
  });
});
