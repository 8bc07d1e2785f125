import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatBytes, formatTogether } from "./format-amount.ts";
import { formatDuration } from "./format-duration.ts";
import { parseAmount, parseCpu, parseQuantity } from "./parse-quantity.ts";

describe("CPU in millicores", () => {
  test.each([
    ["100m", 100],
    ["0.5", 500],
    ["1", 1000],
    ["1e3", 1_000_000],
    ["1E3", 1_000_000],
    ["0.1", 100],
    ["250u", 1],
    ["100n", 1],
    ["1.5", 1500],
    [".5", 500],
    ["1.", 1000],
    ["+2", 2000],
    ["0", 0],
    [2, 2000],
    [0.25, 250],
    ["2k", 2_000_000],
  ])("%s", (text, millicores) => expect(parseCpu(text)).toBe(millicores));
});

describe("amounts in whole units", () => {
  test.each([
    ["256Mi", 268_435_456],
    ["1G", 1_000_000_000],
    ["1Gi", 1_073_741_824],
    ["128974848", 128_974_848],
    ["129e6", 129_000_000],
    ["129M", 129_000_000],
    ["123456k", 123_456_000],
    ["128974848000m", 128_974_848],
    ["1.5Gi", 1_610_612_736],
    ["1E", 1e18],
    ["1Ei", 2 ** 60],
    ["0.5", 1],
    ["-1", -1],
  ])("%s", (text, amount) => expect(parseAmount(text)).toBe(amount));
});

test.each([
  "",
  " ",
  "abc",
  "1 Gi",
  "1gi",
  "1KI",
  "0x10",
  "1e",
  "1e1e1",
  "--1",
  "Infinity",
  "NaN",
  "1MiB",
  "1e999",
  "9".repeat(100),
  null,
  undefined,
  {},
  [],
  true,
  Number.NaN,
  Number.POSITIVE_INFINITY,
])("refuses %j", (text) => expect(parseQuantity(text)).toBeUndefined());

describe("properties", () => {
  test("millicores written either way are equal", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (millicores) => {
        expect(parseCpu(`${millicores}m`)).toBe(millicores);
        expect(parseCpu((millicores / 1000).toFixed(3))).toBe(millicores);
        expect(parseCpu(formatTogether("cpu", [millicores])[0])).toBe(millicores);
      }),
    );
  });

  test("suffixes multiply exactly", () => {
    const decimal = fc.constantFrom(
      ["k", 1e3],
      ["M", 1e6],
      ["G", 1e9],
      ["Ki", 2 ** 10],
      ["Mi", 2 ** 20],
      ["Gi", 2 ** 30],
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4096 }), decimal, (count, [suffix, factor]) => {
        expect(parseAmount(`${count}${suffix}`)).toBe(count * Number(factor));
      }),
    );
  });

  test("never throws, and gives a finite number or nothing", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.anything()), (value) => {
        const amount = parseAmount(value);
        expect(amount === undefined || Number.isFinite(amount)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("whole mebibytes survive being written and read", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1023 }), (count) => {
        expect(formatBytes(count * 2 ** 20)).toBe(`${count}Mi`);
      }),
    );
  });
});

test.each([
  [0, "0 s"],
  [59, "59 s"],
  [60, "1 min"],
  [89, "89 s"],
  [90, "2 min"],
  [118, "2 min"],
  [600, "10 min"],
  [3600, "60 min"],
  [5400, "2 h"],
  [86_400, "24 h"],
  [129_600, "2 d"],
  [259_200, "3 d"],
  [-5, "0 s"],
])("%i s is %s", (seconds, text) => expect(formatDuration(seconds)).toBe(text));
