import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { kubeError } from "../api/kube-error.ts";
import { manualClock } from "../testing/manual-clock.ts";
import { createCircuitBreaker } from "./circuit-breaker.ts";
import { DEFAULT_LIMITS } from "./limits.ts";

const refused = kubeError({ cluster: "c1", unreachable: "refused", message: "connection refused" });
const answered = kubeError({
  cluster: "c1",
  status: 500,
  unreachable: "server-error",
  message: "the server answers with status 500",
});

function setUp(random = () => 0.999_999) {
  const clock = manualClock();
  const answers: (() => void)[] = [];
  const failures: (() => void)[] = [];
  let changes = 0;
  let redials = 0;
  const breaker = createCircuitBreaker({
    cluster: "c1",
    clock,
    random,
    limits: DEFAULT_LIMITS,
    probe: () =>
      new Promise((resolve, reject) => {
        answers.push(resolve);
        failures.push(() => reject(refused));
      }),
    redial: () => {
      redials += 1;
    },
    onChange: () => {
      changes += 1;
    },
  });
  const fail = (error = refused) => {
    clock.advance(1);
    breaker.failed(clock.monotonic(), error, error === answered);
  };
  return { clock, breaker, fail, answers, failures, changes: () => changes, redials: () => redials };
}

describe("circuit breaker", () => {
  it("opens at the third consecutive failure and then refuses at once with the last reason", () => {
    const { breaker, fail, clock } = setUp();
    fail();
    fail();
    expect(() => breaker.check()).not.toThrow();
    fail();
    expect(breaker.state()).toMatchObject({ breaker: "open", lastFailure: { reason: "refused", at: clock.now() } });
    expect(() => breaker.check()).toThrow("connection refused; trying again in 1 s");
  });

  it("a success in between starts the count again", () => {
    const { breaker, fail } = setUp();
    fail();
    fail();
    breaker.succeeded();
    fail();
    fail();
    expect(breaker.state().breaker).toBe("closed");
  });

  it("attempts that ran side by side and failed together count once", () => {
    const { breaker, clock } = setUp();
    const startedAt = clock.monotonic();
    clock.advance(3_000);
    for (let i = 0; i < 50; i += 1) breaker.failed(startedAt, refused, false);
    expect(breaker.state()).toMatchObject({ breaker: "closed", failingSince: clock.now() });
  });

  it("probes once at a time, with backoff from 1 s to 60 s, until an answer closes it", async () => {
    const { breaker, fail, clock, answers, failures } = setUp();
    for (let i = 0; i < 3; i += 1) fail();
    for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) {
      expect(Math.round((clock.pending()[0] ?? 0) / 1000)).toBe(seconds);
      clock.advance(seconds * 1000);
      expect(breaker.state().breaker).toBe("half-open");
      expect(() => breaker.check()).toThrow("trying again now");
      expect(clock.pending()).toEqual([]);
      failures.at(-1)?.();
      await expect.poll(() => breaker.state().breaker).toBe("open");
    }
    clock.advance(60_000);
    answers.at(-1)?.();
    await expect.poll(() => breaker.state().breaker).toBe("closed");
    expect(breaker.state()).toMatchObject({ lastOkAt: clock.now(), failingSince: undefined });
    expect(clock.pending()).toEqual([]);
  });

  it("a probe that fails after an answer has come changes nothing, nor cuts the line that answered", async () => {
    const { breaker, fail, clock, failures, redials } = setUp();
    for (let i = 0; i < 3; i += 1) fail();
    clock.advance(1_000);
    breaker.succeeded();
    failures[0]?.();
    await turn();
    expect(breaker.state()).toMatchObject({ breaker: "closed", failingSince: undefined });
    expect(redials()).toBe(0);
    for (let i = 0; i < 3; i += 1) fail();
    expect(breaker.state().breaker).toBe("open");
    clock.advance(1_000);
    failures[1]?.();
    await turn();
    expect(breaker.state().breaker).toBe("open");
    expect(redials()).toBe(1);
  });

  it("jitters over the whole window, but never probes in a tight loop", () => {
    const { fail, clock } = setUp(() => 0);
    for (let i = 0; i < 3; i += 1) fail();
    expect(clock.pending()).toEqual([100]);
  });

  it("tells its listener at each change, not at each request", () => {
    const { breaker, fail, changes } = setUp();
    breaker.succeeded();
    breaker.succeeded();
    expect(changes()).toBe(1);
    fail();
    fail();
    expect(changes()).toBe(2);
    fail();
    expect(changes()).toBe(3);
    fail();
    expect(changes()).toBe(3);
  });

  describe("after answers with 5xx, which may concern one kind only", () => {
    it("asks the server first, once, and stays closed when it lives", async () => {
      const { breaker, fail, answers, changes } = setUp();
      breaker.succeeded();
      const before = changes();
      for (let i = 0; i < 7; i += 1) fail(answered);
      expect(answers).toHaveLength(1);
      answers[0]?.();
      await turn();
      expect(breaker.state()).toMatchObject({ breaker: "closed", failingSince: undefined });
      expect(() => breaker.check()).not.toThrow();
      expect(changes()).toBe(before);
      for (let i = 0; i < 3; i += 1) fail(answered);
      expect(answers).toHaveLength(2);
    });

    it("opens when the server does not live", async () => {
      const { breaker, fail, failures, clock, changes } = setUp();
      for (let i = 0; i < 3; i += 1) fail(answered);
      expect(breaker.state().breaker).toBe("closed");
      failures[0]?.();
      await turn();
      expect(breaker.state()).toMatchObject({ breaker: "open", failingSince: clock.now() });
      expect(clock.pending()).toHaveLength(1);
      expect(changes()).toBe(1);
    });

    it("asks first also where one of the failures had no answer", () => {
      const { breaker, fail, answers } = setUp();
      fail();
      fail(answered);
      fail();
      expect(breaker.state().breaker).toBe("closed");
      expect(answers).toHaveLength(1);
    });
  });

  it("does nothing any more after it was stopped", () => {
    const { breaker, fail, clock } = setUp();
    for (let i = 0; i < 3; i += 1) fail();
    breaker.stop();
    expect(clock.pending()).toEqual([]);
  });
});
