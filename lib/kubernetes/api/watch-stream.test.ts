import { describe, expect, it } from "vitest";
import type { ClusterConnection } from "../types/connection.ts";
import { watchStream } from "./watch-stream.ts";

const COUNT = 400;

/** A connection whose watch delivers a burst of events in one piece. */
function burst(): ClusterConnection {
  const text = `${JSON.stringify({ type: "ADDED", object: { metadata: { name: "x" } } })}\n`.repeat(COUNT);
  async function* chunks() {
    yield Buffer.from(text);
  }
  const stream = async () => ({ status: 200, headers: {}, chunks: chunks(), close: () => {} });
  return { target: { slug: "c1" }, stream } as unknown as ClusterConnection;
}

/** Reads the burst with a clock that advances by `msPerLook`; counts the turns of the event loop meanwhile. */
async function turnsWhileReading(msPerLook: number): Promise<number> {
  let turns = 0;
  let reading = true;
  const count = () => {
    turns += 1;
    if (reading) setImmediate(count);
  };
  setImmediate(count);
  let now = 0;
  const monotonic = () => {
    now += msPerLook;
    return now;
  };
  const clock = { now: monotonic, monotonic, sleep: async () => {}, after: () => () => {} };
  let seen = 0;
  for await (const _ of watchStream(burst(), { path: "/api/v1/pods", clock })) seen += 1;
  reading = false;
  expect(seen).toBe(COUNT);
  return turns;
}

describe("a burst of events", () => {
  it("gives way to other work each time 8 ms have passed", async () => {
    expect(await turnsWhileReading(1)).toBeGreaterThan(COUNT / 20);
  });

  it("is read in one go when it takes no time", async () => {
    expect(await turnsWhileReading(0)).toBe(0);
  });
});
