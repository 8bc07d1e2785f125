import { once } from "node:events";
import { Agent, createServer, get, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Clock, systemClock } from "#lib/core/clock";
import { readEnv } from "#lib/core/env";
import { silentLog } from "#lib/core/log";
import { manualClock } from "#lib/kubernetes/testing/manual-clock";
import type { Runtime } from "#lib/runtime";
import { createShutdown } from "./shutdown.ts";
import { createStopRequests } from "./stop-requests.ts";

let server: Server;
afterEach(() => void server.closeAllConnections());

async function start(listener: Parameters<typeof createServer>[1]) {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

function runtimeWith(live = { drain: () => {} }, clock: Clock = systemClock, grace = "0"): Runtime {
  const env = readEnv({ WHEELHOUSE_DRAIN_GRACE_SECONDS: grace });
  return { env, clock, log: silentLog, ready: true, live } as unknown as Runtime;
}

/** The status of an answer on a connection that the client would keep. */
function ask(port: number, agent: Agent): Promise<{ status: number | undefined; connection: string | undefined }> {
  return new Promise((resolve, reject) => {
    get({ port, agent }, (response) => {
      response.resume().on("end", () => {
        resolve({ status: response.statusCode, connection: response.headers.connection });
      });
    }).on("error", reject);
  });
}

test("lets what is under way finish, tells viewers, then closes everything and ends well", async () => {
  const steps: string[] = [];
  let release: (() => void) | undefined;
  const port = await start((_, response) => {
    release = () => response.end("done");
  });
  const runtime = runtimeWith({ drain: () => steps.push("drain") });
  const answer = new Promise<string>((resolve) => {
    get({ port, agent: false }, (response) => response.on("data", (chunk) => resolve(String(chunk))));
  });
  await vi.waitFor(() => expect(release).toBeDefined());
  const exit = vi.fn();
  const close = async () => void steps.push("close");
  const shutdown = createShutdown({ runtime, server, close, exit });
  const done = shutdown("SIGTERM");
  expect(runtime.draining).toBe(true);
  expect(steps).toEqual(["drain"]);
  release?.();
  expect(await answer).toBe("done");
  await done;
  expect(steps).toEqual(["drain", "close"]);
  expect(exit).toHaveBeenCalledExactlyOnceWith(0);
});

test("ends badly when closing fails, and at once when asked twice", async () => {
  await start((_, response) => response.end());
  const runtime = runtimeWith();
  const exit = vi.fn();
  const shutdown = createShutdown({ runtime, server, close: () => Promise.reject(new Error("no")), exit });
  await shutdown("SIGTERM");
  expect(exit).toHaveBeenLastCalledWith(1);
  await shutdown("SIGTERM");
  expect(exit).toHaveBeenCalledTimes(2);
});

test("serves on for the grace, as not ready and without keeping connections, before it closes anything", async () => {
  const clock = manualClock();
  const steps: string[] = [];
  const runtime = runtimeWith({ drain: () => steps.push("drain") }, clock, "5");
  const port = await start((_, response) => response.end());
  const agent = new Agent({ keepAlive: true });
  expect((await ask(port, agent)).connection).toBe("keep-alive");
  const exit = vi.fn();
  const shutdown = createShutdown({ runtime, server, close: async () => void steps.push("close"), exit });
  const done = shutdown("SIGTERM");
  expect(runtime.draining).toBe(true);
  expect(await ask(port, agent)).toEqual({ status: 200, connection: "close" });
  expect(steps).toEqual([]);
  clock.advance(5_000);
  await done;
  expect(steps).toEqual(["drain", "close"]);
  expect(exit).toHaveBeenCalledExactlyOnceWith(0);
  await expect(ask(port, agent)).rejects.toThrow("ECONNREFUSED");
});

test("answers that were begun before the end say that their connection ends, too", async () => {
  const waiting: ServerResponse[] = [];
  const port = await start((_, response) => void waiting.push(response));
  const exit = vi.fn();
  const shutdown = createShutdown({ runtime: runtimeWith(), server, close: () => Promise.resolve(), exit });
  const answer = ask(port, new Agent({ keepAlive: true }));
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  const done = shutdown("SIGTERM");
  waiting[0]?.end();
  expect((await answer).connection).toBe("close");
  await done;
});

test("does not wait for connections that were opened ahead and never used", async () => {
  const port = await start((_, response) => response.end());
  const exit = vi.fn();
  // Of this clock the time for requests under way never ends.
  const runtime = runtimeWith(undefined, manualClock());
  const shutdown = createShutdown({ runtime, server, close: () => Promise.resolve(), exit });
  const unused = connect(port, "127.0.0.1");
  await Promise.all([once(unused, "connect"), once(server, "connection")]);
  const closed = once(unused.resume(), "close");
  await shutdown("SIGTERM");
  expect(exit).toHaveBeenCalledExactlyOnceWith(0);
  await closed;
});

test("a broken process ends at once and says so, whatever grace is set", async () => {
  await start((_, response) => response.end());
  const exit = vi.fn();
  const runtime = runtimeWith(undefined, manualClock(), "60");
  await createShutdown({ runtime, server, close: () => Promise.resolve(), exit })("uncaughtException", 1);
  expect(exit).toHaveBeenCalledExactlyOnceWith(1);
});

describe("a request to stop", () => {
  test("waits until what is being opened can be closed, and ends at once when it comes again", () => {
    const [stop, exit] = [vi.fn(async () => {}), vi.fn()];
    const stops = createStopRequests(silentLog, exit);
    stops.ask("SIGTERM");
    expect([stops.asked(), exit.mock.calls]).toEqual([true, []]);
    stops.ask("SIGTERM");
    expect(exit).toHaveBeenCalledExactlyOnceWith(1);
    stops.handle(stop);
    expect(stop).toHaveBeenCalledExactlyOnceWith("SIGTERM");
  });

  test("that comes as a signal and as the end of the parent is one: the parent sends the one before the other", () => {
    for (const opened of [false, true]) {
      const [stop, exit] = [vi.fn(async () => {}), vi.fn()];
      const stops = createStopRequests(silentLog, exit);
      if (opened) stops.handle(stop);
      stops.ask("SIGTERM");
      stops.orphan("parent ended");
      if (!opened) stops.handle(stop);
      expect(stop).toHaveBeenCalledExactlyOnceWith("SIGTERM");
      expect(exit).not.toHaveBeenCalled();
      stops.ask("SIGTERM");
      expect(exit).toHaveBeenCalledExactlyOnceWith(1);
    }
  });

  test("is no second one when the parent's end was noticed before its signal", () => {
    const [stop, exit] = [vi.fn(async () => {}), vi.fn()];
    const stops = createStopRequests(silentLog, exit);
    stops.handle(stop);
    stops.orphan("parent ended");
    stops.ask("SIGTERM");
    expect(stop).toHaveBeenCalledExactlyOnceWith("parent ended");
    expect(exit).not.toHaveBeenCalled();
  });

  test("of a broken process is not kept, and never ends well", () => {
    const [stop, exit] = [vi.fn(async () => {}), vi.fn()];
    const stops = createStopRequests(silentLog, exit);
    stops.fail("uncaughtException");
    expect(exit).toHaveBeenCalledExactlyOnceWith(1);
    stops.handle(stop);
    expect(stop).not.toHaveBeenCalled();
    stops.fail("uncaughtException");
    expect(stop).toHaveBeenCalledExactlyOnceWith("uncaughtException", 1);
  });
});
