import { describe, expect, it } from "vitest";
import {
  ACTIONS,
  actionsThatSay,
  detailLines,
  outcomesThatSay,
  periodLabel,
  periodRange,
  sentenceOf,
} from "./format.ts";
import type { AuditRow } from "./schemas.ts";

const row = (action: string, more: Partial<AuditRow> = {}) => ({
  ...{ action, result: "succeeded" as const, detail: {}, target: { kind: "thing", id: "t1", name: "eu-prod" } },
  ...more,
});

describe("the audit in words", () => {
  it("names known actions and shows unknown ones as they are", () => {
    expect(sentenceOf(row("cluster.pause"))).toBe("Paused the cluster eu-prod");
    expect(sentenceOf(row("thing.unheard-of"))).toBe("thing.unheard-of eu-prod");
    expect(sentenceOf(row("team.member.add", { detail: { email: "finn@example.com" } }))).toBe(
      "Added finn@example.com to eu-prod",
    );
    expect(sentenceOf(row("team.member.add"))).toBe("Added somebody to eu-prod");
  });

  it("says of what was refused, failed or has no end that it was tried or begun", () => {
    expect(sentenceOf(row("cluster.pause", { result: "denied" }))).toBe("Tried to pause the cluster eu-prod");
    expect(sentenceOf(row("cluster.check", { result: "failed" }))).toBe("Tried to connect to eu-prod");
    expect(sentenceOf(row("cluster.check", { result: "allowed" }))).toBe("Began to connect to eu-prod");
    for (const action of ACTIONS.filter((name) => name.includes("."))) {
      expect(sentenceOf(row(action, { result: "denied" }))).toMatch(/^Tried to [a-z]+ /);
      expect(sentenceOf(row(action, { result: "denied" }))).not.toContain("undefined");
    }
  });

  it("names nobody twice", () => {
    expect(sentenceOf(row("session.sign-in", { actorId: "t1" }))).toBe("Signed in");
    expect(sentenceOf(row("user.password.change", { actorId: "t1" }))).toBe("Changed their own password");
    expect(sentenceOf(row("session.sign-in", { result: "failed" }))).toBe("Tried to sign in as eu-prod");
  });

  it("finds actions by the words that are shown", () => {
    expect(actionsThatSay("PAUSED the")).toEqual(["cluster.pause"]);
    expect(actionsThatSay("tried to pause the")).toEqual(["cluster.pause"]);
    expect([outcomesThatSay("denied"), outcomesThatSay("Not fin"), outcomesThatSay("checkout")]).toEqual([
      ["denied"],
      ["allowed"],
      [],
    ]);
    expect(actionsThatSay("{email}")).toEqual([]);
  });

  it("shows facts as lines and leaves out what is empty", () => {
    expect(detailLines({ role: "viewer", namespaces: ["a", "b"], from: null, note: "", deep: { x: 1 } })).toEqual([
      { term: "role", value: "viewer" },
      { term: "namespaces", value: "a, b" },
      { term: "deep", value: '{"x":1}' },
    ]);
  });
});

describe("periods", () => {
  const now = Date.UTC(2026, 10, 21, 12, 34, 56);

  it("reach back from now, or hold whole days of the reader's time zone, or nothing", () => {
    expect(periodRange("1h", now)).toEqual({ from: now - 3_600_000 });
    expect(periodRange("2026-11-20..2026-11-21", now)).toEqual({
      from: new Date(2026, 10, 20).getTime(),
      to: new Date(2026, 10, 22).getTime(),
    });
    expect(periodRange("2026-12-31..", now)).toEqual({ from: new Date(2026, 11, 31).getTime() });
    expect(periodRange("..2026-12-31", now)).toEqual({ to: new Date(2027, 0, 1).getTime() });
    for (const odd of ["", "..", "2026", "0000-01-01..", "99d"]) expect(periodRange(odd, now)).toEqual({});
  });

  it("have names", () => {
    expect(
      ["", "7d", "2026-11-20..2026-11-20", "2026-11-20..2026-11-22", "2026-11-20..", "..2026-11-22"].map(periodLabel),
    ).toEqual([
      "Any time",
      "Last 7 days",
      "20 Nov 2026",
      "20 Nov 2026 – 22 Nov 2026",
      "Since 20 Nov 2026",
      "Until 22 Nov 2026",
    ]);
  });
});

it("a period with a day that is none is any time", () => {
  expect([periodLabel("2026-13-01.."), periodRange("2026-13-01..", 0)]).toEqual(["Any time", {}]);
});
