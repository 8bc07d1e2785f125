import { get } from "node:http";
import { vi } from "vitest";
import { parseEvents, type Told } from "#lib/live/testing-hub";

export type TestStream = {
  readonly told: readonly Told[];
  status(): number | undefined;
  ended(): boolean;
  /** Waits until an event fits; fails after `timeout` milliseconds (15 s). */
  until(fits: (told: Told) => boolean, what: string, timeout?: number): Promise<Told>;
  /** Stops and goes on reading, as a browser on a bad line. */
  pause(): void;
  resume(): void;
  close(): void;
};

/** Opens `/live` as a browser does and collects its events. */
export function openTestStream(url: string, cookie: string, views: readonly string[]): TestStream {
  const told: Told[] = [];
  let status: number | undefined;
  let ended = false;
  let rest = "";
  let pause = () => {};
  let resume = () => {};
  const search = new URLSearchParams(views.map((view) => ["view", view]));
  const request = get(`${url}/live?${search}`, { headers: { cookie }, agent: false }, (response) => {
    status = response.statusCode;
    pause = () => void response.pause();
    resume = () => void response.resume();
    response.setEncoding("utf8");
    response.on("data", (chunk: string) => {
      const blocks = `${rest}${chunk}`.split("\n\n");
      rest = blocks.pop() ?? "";
      told.push(...parseEvents(`${blocks.join("\n\n")}\n\n`));
    });
    response.on("close", () => {
      ended = true;
    });
  });
  request.on("error", () => {
    ended = true;
  });
  return {
    told,
    status: () => status,
    ended: () => ended,
    until: (fits, what, timeout = 15_000) =>
      vi.waitFor(
        () => {
          const found = told.findLast(fits);
          if (!found) throw new Error(`no event yet: ${what}; so far ${told.map((one) => one.event).join(", ")}`);
          return found;
        },
        { timeout, interval: 20 },
      ),
    pause: () => pause(),
    resume: () => resume(),
    close: () => request.destroy(),
  };
}
