import { describe, expect, it } from "vitest";
import { deriveGrantState, endsSoon } from "./derive-grant-state.ts";

const NOW = Date.UTC(2026, 10, 21);
const DAY = 86_400_000;
const at = (offset: number) => new Date(NOW + offset);

describe("deriveGrantState", () => {
  it.each([
    ["no end", { startsAt: at(-DAY), expiresAt: null, revokedAt: null }, "active"],
    ["starts this instant", { startsAt: at(0), expiresAt: null, revokedAt: null }, "active"],
    ["starts later", { startsAt: at(1), expiresAt: at(DAY), revokedAt: null }, "future"],
    ["ends this instant", { startsAt: at(-DAY), expiresAt: at(0), revokedAt: null }, "expired"],
    ["revoked before its end", { startsAt: at(-DAY), expiresAt: at(DAY), revokedAt: at(-1) }, "revoked"],
    ["revoked, then past its end", { startsAt: at(-DAY), expiresAt: at(-1), revokedAt: at(-2) }, "revoked"],
  ] as const)("%s", (_name, grant, state) => {
    expect(deriveGrantState(grant, NOW)).toBe(state);
  });

  it("warns in the last week of an active grant only", () => {
    expect(endsSoon({ startsAt: at(-DAY), expiresAt: at(7 * DAY), revokedAt: null }, NOW)).toBe(true);
    expect(endsSoon({ startsAt: at(-DAY), expiresAt: at(7 * DAY + 1), revokedAt: null }, NOW)).toBe(false);
    expect(endsSoon({ startsAt: at(-DAY), expiresAt: null, revokedAt: null }, NOW)).toBe(false);
    expect(endsSoon({ startsAt: at(-DAY), expiresAt: at(DAY), revokedAt: at(-1) }, NOW)).toBe(false);
  });
});
