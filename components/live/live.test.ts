import { describe, expect, test, vi } from "vitest";
import type { Clock } from "#lib/core/clock";
import { applyMessage, type LiveAnswer, type LiveMessage } from "./apply-message.ts";
import { reconnectDelay } from "./backoff.ts";
import { createLiveClient, type LiveListener, type LiveSource, POLL_MS } from "./live-client.ts";

const row = (key: string, more: object = {}) => ({ key, ...more });
const answer = (...keys: string[]): LiveAnswer => ({
  items: keys.map((key) => row(key)),
  failures: [],
  freshness: [],
  revision: "1",
});
const patch = (upserts: { key: string }[], deletes: string[] = [], fields?: Record<string, unknown>): LiveMessage => ({
  event: "patch",
  data: { view: "v", revision: "2", upserts, deletes, fields },
});

describe("a live list", () => {
  test("replaces changed rows in place, adds new ones at the end and leaves the others the same objects", () => {
    const before = answer("a", "b", "c");
    const after = applyMessage(before, patch([row("b", { n: 1 }), row("d")]));
    expect(after?.items).toEqual([row("a"), row("b", { n: 1 }), row("c"), row("d")]);
    expect(after?.items[0]).toBe(before.items[0]);
    expect(after?.revision).toBe("2");
  });
  test("removes rows, also those it never had", () =>
    expect(applyMessage(answer("a", "b"), patch([], ["a", "x"]))?.items).toEqual([row("b")]));
  test("takes fields beside the rows and keeps the rows when only fields changed", () => {
    const before = answer("a");
    const after = applyMessage(before, patch([], [], { counts: { apps: 3 } }));
    expect(after).toMatchObject({ counts: { apps: 3 } });
    expect(after?.items).toBe(before.items);
  });
  test("is replaced by a snapshot, and a patch before it changes nothing", () => {
    expect(applyMessage(undefined, patch([row("a")]))).toBeUndefined();
    const snapshot = { event: "snapshot", data: { view: "v", revision: "9", answer: answer("z") } } as const;
    expect(applyMessage(answer("a"), snapshot)).toEqual(answer("z"));
  });
  test("keeps its rows when a cluster falls silent, and names that cluster", () => {
    const freshness = [
      { clusterId: "1", slug: "eu", state: "live" as const },
      { clusterId: "2", slug: "edge", state: "stale" as const },
    ];
    const after = applyMessage(answer("a"), { event: "state", data: { view: "v", freshness } });
    expect(after?.items).toEqual([row("a")]);
    expect(after?.failures.map((cluster) => cluster.slug)).toEqual(["edge"]);
  });
});

test("the wait before a reconnect doubles, is spread by chance, and ends at 15 s", () => {
  expect(reconnectDelay(0, () => 0)).toBe(250);
  expect(reconnectDelay(0, () => 1)).toBe(500);
  expect(reconnectDelay(3, () => 1)).toBe(4000);
  expect(reconnectDelay(30, () => 1)).toBe(15_000);
});

/** A client on a clock that runs its timers by hand, with the sources it opened. */
function setup(options: { session?: boolean; place?: boolean } = {}) {
  const timers: { ms: number; run: () => void }[] = [];
  const clock: Clock = {
    now: () => 0,
    monotonic: () => 0,
    sleep: () => Promise.resolve(),
    after: (ms, run) => {
      const timer = { ms, run };
      timers.push(timer);
      return () => {
        const at = timers.indexOf(timer);
        if (at >= 0) timers.splice(at, 1);
      };
    },
  };
  const opened: { url: string; closed: boolean; fire: (type: string, data?: object) => void }[] = [];
  const frames: (() => void)[] = [];
  const onSignedOut = vi.fn();
  const place = { held: options.place ?? true, asked: 0, left: 0, take: () => {} };
  const client = createLiveClient({
    clock,
    takePlace: (onTaken) => {
      place.asked += 1;
      place.take = () => {
        place.held = true;
        onTaken();
      };
      return {
        held: () => place.held,
        leave: () => {
          place.left += 1;
        },
      };
    },
    random: () => 1,
    onFrame: (run) => frames.push(run),
    onSignedOut,
    checkSession: () => Promise.resolve(options.session ?? true),
    open: (url) => {
      const listeners = new Map<string, (event: { data?: string }) => void>();
      const record = {
        url,
        closed: false,
        fire: (type: string, data?: object) => listeners.get(type)?.({ data: data && JSON.stringify(data) }),
      };
      opened.push(record);
      const source: LiveSource = {
        addEventListener: (type, listener) => listeners.set(type, listener),
        close: () => {
          record.closed = true;
        },
      };
      return source;
    },
  });
  const tick = () => {
    for (const timer of timers.splice(0)) timer.run();
  };
  const frame = () => {
    for (const run of frames.splice(0)) run();
  };
  return { client, opened, timers, tick, frame, onSignedOut, place };
}

const listener = () => ({
  onMessages: vi.fn<LiveListener["onMessages"]>(),
  onRefused: vi.fn(),
  revision: () => "7",
});

describe("the live client", () => {
  test("opens one stream for all views of the page, with the revisions it holds", () => {
    const { client, opened, tick } = setup();
    client.subscribe("home?team=payments", listener());
    client.subscribe("clusters", listener());
    client.subscribe("clusters", listener());
    tick();
    expect(opened.map((source) => source.url)).toEqual([
      "/live?view=home%3Fteam%3Dpayments&revision=7&view=clusters&revision=7",
    ]);
  });
  test("hands over all messages of a frame at once", () => {
    const { client, opened, tick, frame } = setup();
    const home = listener();
    client.subscribe("home", home);
    tick();
    opened[0]?.fire("open");
    for (let index = 0; index < 5; index += 1) opened[0]?.fire("patch", { view: "home", index });
    expect(home.onMessages).not.toHaveBeenCalled();
    frame();
    expect(home.onMessages).toHaveBeenCalledTimes(1);
    expect(home.onMessages.mock.calls[0]?.[0]).toHaveLength(5);
  });
  test("forgets waiting messages at a reset", () => {
    const { client, opened, tick, frame } = setup();
    const home = listener();
    client.subscribe("home", home);
    tick();
    opened[0]?.fire("patch", { view: "home" });
    opened[0]?.fire("reset", { view: "home" });
    opened[0]?.fire("snapshot", { view: "home" });
    frame();
    expect(home.onMessages.mock.calls[0]?.[0].map((message) => message.event)).toEqual(["snapshot"]);
  });
  test("says that it reconnects, waits, and is live again", () => {
    const { client, opened, timers, tick } = setup();
    client.subscribe("home", listener());
    tick();
    opened[0]?.fire("open");
    expect(client.status()).toBe("live");
    opened[0]?.fire("error");
    expect(client.status()).toBe("reconnecting");
    expect(opened[0]?.closed).toBe(true);
    expect(timers[0]?.ms).toBe(500);
    tick();
    opened[1]?.fire("open");
    expect(client.status()).toBe("live");
  });
  test("ends at a sign-out and does not come back", async () => {
    const { client, opened, timers, tick, onSignedOut, place } = setup({ session: false });
    client.subscribe("home", listener());
    tick();
    opened[0]?.fire("bye", { reason: "signed-out" });
    expect(opened[0]?.closed).toBe(true);
    tick();
    await vi.waitFor(() => expect(onSignedOut).toHaveBeenCalledTimes(1));
    expect(client.status()).toBe("ended");
    expect([timers.length, place.left]).toEqual([0, 1]);
  });
  test("goes on when the session that ended was replaced: the browser holds the new one", async () => {
    const { client, opened, tick, onSignedOut } = setup({ session: true });
    client.subscribe("home", listener());
    tick();
    opened[0]?.fire("bye", { reason: "signed-out" });
    tick();
    await vi.waitFor(() => expect(opened).toHaveLength(2));
    opened[1]?.fire("open");
    expect(client.status()).toBe("live");
    expect(onSignedOut).not.toHaveBeenCalled();
  });
  test("comes back after the server drained", () => {
    const { client, opened, tick } = setup();
    client.subscribe("home", listener());
    tick();
    opened[0]?.fire("bye", { reason: "draining" });
    tick();
    expect(opened).toHaveLength(2);
  });
  test("ends when the session is gone while it was away", async () => {
    const { client, opened, tick, onSignedOut } = setup({ session: false });
    client.subscribe("home", listener());
    tick();
    opened[0]?.fire("error");
    await vi.waitFor(() => expect(onSignedOut).toHaveBeenCalledTimes(1));
  });
  test("is closed while nobody looks, and opens again", () => {
    const { client, opened, tick, place } = setup();
    client.subscribe("home", listener());
    tick();
    opened[0]?.fire("open");
    client.pause();
    expect(opened[0]?.closed).toBe(true);
    expect(client.status()).toBe("paused");
    expect(place).toMatchObject({ asked: 1, left: 1 });
    client.resume();
    expect(opened).toHaveLength(2);
    expect(place).toMatchObject({ asked: 2, left: 1 });
  });
  test("opens nothing in a tab that nobody has looked at yet", () => {
    const { client, opened, timers, place, tick } = setup();
    client.subscribe("home", listener());
    client.pause();
    expect(client.status()).toBe("paused");
    expect(timers).toHaveLength(0);
    client.subscribe("clusters", listener());
    expect([opened.length, place.asked, timers.length]).toEqual([0, 0, 0]);
    client.resume();
    tick();
    expect(opened).toHaveLength(1);
  });
  test("asks every few seconds while other tabs have all places, and says so once an answer is whole", () => {
    const { client, opened, timers, tick } = setup({ place: false });
    client.subscribe("home", listener());
    tick();
    expect([opened.length, client.status()]).toEqual([0, "connecting"]);
    tick();
    expect(opened[0]?.url).toBe("/live?view=home&revision=7&once=1");
    opened[0]?.fire("open");
    expect(client.status()).toBe("connecting");
    opened[0]?.fire("bye", { reason: "done" });
    expect([opened[0]?.closed, client.status(), timers[0]?.ms]).toEqual([true, "polling", POLL_MS]);
    tick();
    expect(opened).toHaveLength(2);
    opened[1]?.fire("error");
    expect(client.status()).toBe("reconnecting");
  });
  test("is live as soon as it is given a place: at first, and between two questions", () => {
    for (const questions of [0, 1]) {
      const { client, opened, tick, place } = setup({ place: false });
      client.subscribe("home", listener());
      tick();
      if (questions > 0) {
        tick();
        opened[0]?.fire("bye", { reason: "done" });
      }
      place.take();
      expect(opened).toHaveLength(questions + 1);
      expect(opened[questions]?.url).toBe("/live?view=home&revision=7");
      opened[questions]?.fire("open");
      expect(client.status()).toBe("live");
      expect(place.asked).toBe(1);
    }
  });
  test("takes the place it was given while the server did not answer when it tries again", () => {
    const { client, opened, tick, place } = setup({ place: false });
    client.subscribe("home", listener());
    tick();
    tick();
    opened[0]?.fire("error");
    place.take();
    expect(opened).toHaveLength(1);
    tick();
    expect(opened[1]?.url).toBe("/live?view=home&revision=7");
  });
  test("tells only the refused view, and closes when no view is left", () => {
    const { client, opened, tick } = setup();
    const home = listener();
    const clusters = listener();
    const leave = client.subscribe("home", home);
    const leaveClusters = client.subscribe("clusters", clusters);
    tick();
    opened[0]?.fire("refused", { view: "home", message: "no" });
    expect(home.onRefused).toHaveBeenCalledWith("no");
    expect(clusters.onRefused).not.toHaveBeenCalled();
    leave();
    leaveClusters();
    tick();
    expect(opened.at(-1)?.closed).toBe(true);
    expect(client.status()).toBe("idle");
  });
});
