import { describe, expect, it } from "vitest";
import { testBench } from "../testing/test-bench.ts";
import { isExpired, isForbidden } from "./errors.ts";
import { listPages } from "./list-pages.ts";
import { watchStream } from "./watch-stream.ts";

const bench = testBench();
const path = "/api/v1/pods";
type Pod = { metadata: { name: string } };

const line = (type: string, name: string) => `${JSON.stringify({ type, object: { metadata: { name } } })}\n`;
const status = (code: number, reason: string) => ({
  kind: "Status",
  status: "Failure",
  code,
  reason,
  message: `${reason} happened`,
});

describe("lists", () => {
  it("follow continue tokens page by page; resourceVersion is asked for on the first page only", async () => {
    const server = await bench.server({
      handler: ({ json, url }) => {
        const page = Number(url.searchParams.get("continue") ?? "0");
        const metadata = {
          resourceVersion: "77",
          continue: page < 2 ? String(page + 1) : "",
          remainingItemCount: 2 - page,
        };
        json(200, { metadata, items: [{ metadata: { name: `pod-${page}` } }] });
      },
    });
    const pages = [];
    const query = { labelSelector: "a=b", resourceVersion: "5", resourceVersionMatch: "NotOlderThan" };
    for await (const page of listPages<Pod>(bench.connection(server), { path, query, limit: 1 })) pages.push(page);
    expect(pages.map((page) => [page.items[0]?.metadata.name, page.resourceVersion, page.remaining])).toEqual([
      ["pod-0", "77", 2],
      ["pod-1", "77", 1],
      ["pod-2", "77", 0],
    ]);
    expect(server.seen).toEqual([
      "GET /api/v1/pods?labelSelector=a%3Db&resourceVersion=5&resourceVersionMatch=NotOlderThan&limit=1",
      "GET /api/v1/pods?labelSelector=a%3Db&limit=1&continue=1",
      "GET /api/v1/pods?labelSelector=a%3Db&limit=1&continue=2",
    ]);
  });

  it("an expired token midway is told by a predicate", async () => {
    const server = await bench.server({
      handler: ({ json, url }) =>
        url.searchParams.has("continue")
          ? json(410, status(410, "Expired"))
          : json(200, { metadata: { continue: "x" }, items: [] }),
    });
    const reading = (async () => {
      for await (const _ of listPages(bench.connection(server), { path }));
    })();
    await expect(reading).rejects.toSatisfy(isExpired);
  });

  it("take a null list for an empty one", async () => {
    const server = await bench.server({ handler: ({ json }) => json(200, { items: null, metadata: {} }) });
    const pages = [];
    for await (const page of listPages(bench.connection(server), { path })) pages.push(page.items);
    expect(pages).toEqual([[]]);
  });
});

describe.each(["h2", "http/1.1"] as const)("watches over %s", (protocol) => {
  it("yield events in order, also when a chunk ends within a character, until the server ends", async () => {
    const text = Buffer.from(line("ADDED", "ä") + line("MODIFIED", "b") + line("DELETED", "c") + line("BOOKMARK", "d"));
    const server = await bench.server({
      protocol,
      handler: async ({ response }) => {
        response.writeHead(200);
        const cut = text.indexOf(0xc3) + 1;
        response.write(text.subarray(0, cut), () => response.end(text.subarray(cut)));
      },
    });
    const events: string[] = [];
    let opened = 0;
    const onOpen = () => {
      opened += 1;
    };
    const query = { resourceVersion: "9", allowWatchBookmarks: "true" };
    for await (const event of watchStream<Pod>(bench.connection(server), { path, query, onOpen })) {
      events.push(`${event.type} ${event.object.metadata.name}`);
    }
    expect(events).toEqual(["ADDED ä", "MODIFIED b", "DELETED c", "BOOKMARK d"]);
    expect(opened).toBe(1);
    expect(server.seen).toEqual(["GET /api/v1/pods?resourceVersion=9&allowWatchBookmarks=true&watch=true"]);
  });

  it.each([
    ["as an ERROR event", 200, `${JSON.stringify({ type: "ERROR", object: status(410, "Expired") })}\n`, isExpired],
    ["as a status", 410, JSON.stringify(status(410, "Expired")), isExpired],
    ["403", 403, JSON.stringify(status(403, "Forbidden")), isForbidden],
  ] as const)("a refusal %s is a KubeError", async (_, code, text, predicate) => {
    const server = await bench.server({ protocol, handler: ({ response }) => void response.writeHead(code).end(text) });
    const next = watchStream(bench.connection(server), { path }).next();
    await expect(next).rejects.toSatisfy(predicate);
  });

  it.each([
    ["not JSON", "nonsense\n", "a watch event is not JSON"],
    ["null", "null\n", "a watch event has no known form"],
    ["an unknown type", line("EXPLODED", "a"), "a watch event has no known form"],
    ["no object", '{"type":"ADDED"}\n', "a watch event has no known form"],
  ])("damage (%s) ends the watch with a reason and closes it", async (_, text, message) => {
    const server = await bench.server({
      protocol,
      handler: ({ response }) => void response.writeHead(200).write(text),
    });
    const connection = bench.connection(server);
    await expect(watchStream(connection, { path }).next()).rejects.toMatchObject({ unreachable: "reset", message });
    await expect.poll(() => connection.health().openStreams).toBe(0);
    await expect.poll(() => server.aborted.length).toBe(1);
  });

  it("a reader that leaves, or aborts, closes it upstream", async () => {
    const server = await bench.server({
      protocol,
      handler: ({ response }) => void response.writeHead(200).write(line("ADDED", "a")),
    });
    const connection = bench.connection(server);
    for await (const _ of watchStream(connection, { path })) break;
    await expect.poll(() => server.aborted.length).toBe(1);
    const abort = new AbortController();
    const reading = (async () => {
      for await (const _ of watchStream(connection, { path, signal: abort.signal })) abort.abort(new Error("stop"));
    })();
    await expect(reading).rejects.toThrow("stop");
    await expect.poll(() => server.aborted.length).toBe(2);
    await expect.poll(() => connection.health().openStreams).toBe(0);
  });
});
