import { describe, expect, it } from "vitest";
import { retryAfterSeconds } from "./retry-after-seconds.ts";

describe("how long a server may ask to be left alone", () => {
  it.each([
    ["0", 0],
    ["7", 7],
    [7, 7],
    ["60", 60],
    ["86400", 60],
    ["999999999999", 60],
    [1e12, 60],
    [undefined, undefined],
    ["", undefined],
    ["-1", undefined],
    [-1, undefined],
    ["1.5", undefined],
    [1.5, undefined],
    ["1e12", undefined],
    ["0x10", undefined],
    ["Infinity", undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [Number.NaN, undefined],
    ["Wed, 21 Oct 2026 07:28:00 GMT", undefined],
    [{}, undefined],
  ])("%j is %j seconds", (given, seconds) => {
    expect(retryAfterSeconds(given)).toBe(seconds);
  });
});
