import { describe, expect, it } from "vitest";
import { manualClock } from "../testing/manual-clock.ts";
import { createThrottle } from "./throttle.ts";

const PODS = "/api/v1/pods";
const SECRETS = "/api/v1/secrets";
const never = new AbortController().signal;

/** Whether a request may go out now, has to wait, or is refused. */
async function answer(wait: Promise<void>): Promise<"now" | "later" | "refused"> {
  const soon = Promise.resolve().then(() => Promise.resolve().then(() => "later" as const));
  return Promise.race([wait.then(() => "now" as const).catch(() => "refused" as const), soon]);
}

function setUp() {
  const clock = manualClock();
  const throttle = createThrottle("c1", clock, 5_000);
  return { clock, throttle, ask: (path: string) => answer(throttle.wait(path, never)) };
}

describe("a pause that the server asked for", () => {
  it("of more than a second concerns only the path whose answer asked for it", async () => {
    const { throttle, ask, clock } = setUp();
    throttle.pause(PODS, 30);
    expect(await ask(PODS)).toBe("refused");
    expect(await ask(`${PODS}/web-1`)).toBe("now");
    expect(await ask("/api/v1/namespaces/a/pods")).toBe("now");
    expect(await ask(SECRETS)).toBe("now");
    throttle.pause(SECRETS, 3);
    expect(await ask(SECRETS)).toBe("later");
    clock.advance(30_000);
    expect(await ask(PODS)).toBe("now");
  });

  it("of a second is the server shedding load: everything waits", async () => {
    const { throttle, ask, clock } = setUp();
    throttle.pause(PODS, 1);
    expect(await ask(SECRETS)).toBe("later");
    clock.advance(1_000);
    expect(await ask(SECRETS)).toBe("now");
  });

  it("never gets shorter by a second one", async () => {
    const { throttle, ask } = setUp();
    throttle.pause(PODS, 30);
    throttle.pause(PODS, 2);
    throttle.pause(PODS, 1);
    expect(await ask(PODS)).toBe("refused");
  });
});
