import { expect, test } from "vitest";
import { manualClock } from "../testing/manual-clock.ts";
import { createClockSkew } from "./clock-skew.ts";

/** As a server writes it whose clock is off by so many milliseconds. */
const date = (now: number, skewMs: number) => new Date(now + skewMs).toUTCString();

test("is unknown until an answer has a date that can be read", () => {
  const skew = createClockSkew(manualClock());
  skew.note(undefined);
  skew.note("soon");
  expect(skew.seconds()).toBeUndefined();
});

test.each([0, 600, -90, 2.3])("is cluster minus portal: %d s, to within a second", (seconds) => {
  const clock = manualClock();
  const skew = createClockSkew(clock);
  for (let at = 0; at < 50; at++) {
    clock.advance(317);
    skew.note(date(clock.now(), seconds * 1000));
    expect(Math.abs((skew.seconds() ?? Number.NaN) - seconds)).toBeLessThan(0.51);
  }
});

test("one answer that is far off moves it a little, a clock that was set moves it in time", () => {
  const clock = manualClock();
  const skew = createClockSkew(clock);
  const note = (skewMs: number) => skew.note(date(clock.now(), skewMs));
  note(0);
  note(80_000);
  expect(skew.seconds()).toBeLessThan(11);
  for (let at = 0; at < 60; at++) note(80_000);
  expect(skew.seconds()).toBeGreaterThan(79);
});
