import { describe, expect, test } from "vitest";
import { timeRequests } from "./time-requests.ts";

const SERIES = { runs: 5, warmUps: 2, limitMs: 60_000, problemOf: () => undefined };
const answer =
  (body: string, status = 200) =>
  async () =>
    new Response(body, { status });

describe("a series of requests", () => {
  test("gives the first request's time, the middle time and the size, and sends the warm-ups besides", async () => {
    let sent = 0;
    const send = async () => {
      sent += 1;
      return new Response("12345");
    };
    const timed = await timeRequests({ ...SERIES, send });
    expect(sent).toBe(7);
    expect(timed).toEqual({ firstMs: expect.any(Number), p50Ms: expect.any(Number), bytes: 5 });
  });

  test("names the 99th percentile only when there are enough runs for one", async () => {
    const timed = await timeRequests({ ...SERIES, runs: 100, warmUps: 0, send: answer("1") });
    expect(timed.p99Ms).toBeGreaterThan(0);
  });

  test("that is not answered in time has no figures", async () => {
    const send = (signal: AbortSignal) =>
      new Promise<Response>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    expect(await timeRequests({ ...SERIES, limitMs: 5, send })).toEqual({ timedOut: true });
  });

  test("whose body does not end in time has no figures either", async () => {
    const send = async (signal: AbortSignal) => {
      const body = new ReadableStream({
        start: (controller) => signal.addEventListener("abort", () => controller.error(signal.reason)),
      });
      return new Response(body);
    };
    expect(await timeRequests({ ...SERIES, limitMs: 5, send })).toEqual({ timedOut: true });
  });

  test.each([
    ["an error status", answer("{}", 500), "answered 500"],
    ["an answer that lacks something", answer("short"), "5 bytes"],
    ["no connection", () => Promise.reject(new Error("refused")), "refused"],
  ])("with %s is failed, not fast", async (_, send, failed) => {
    const problemOf = (body: Uint8Array) => `${body.byteLength} bytes`;
    expect(await timeRequests({ ...SERIES, send, problemOf })).toEqual({ failed });
  });

  test("that fails once in the middle is failed", async () => {
    let sent = 0;
    const send = async () => new Response("x", { status: ++sent === 4 ? 503 : 200 });
    expect(await timeRequests({ ...SERIES, send })).toMatchObject({ failed: "answered 503" });
  });

  test("keeps the figures of an answer that may lack something, and says what it lacked", async () => {
    let sent = 0;
    const send = async () => new Response(++sent === 3 ? "shor" : "whole");
    const lackOf = (body: Uint8Array) => (body.byteLength < 5 ? `${body.byteLength} of 5 bytes` : undefined);
    expect(await timeRequests({ ...SERIES, send, lackOf })).toMatchObject({ bytes: 5, incomplete: "4 of 5 bytes" });
  });
});
