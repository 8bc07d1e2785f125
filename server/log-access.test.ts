import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, test, vi } from "vitest";
import { systemClock } from "#lib/core/clock";
import { silentLog } from "#lib/core/log";
import { logAccess } from "./log-access.ts";

function lineOf(url: string) {
  const [info, debug] = [vi.fn(), vi.fn()];
  const response = Object.assign(new EventEmitter(), { statusCode: 200, writableFinished: true });
  const options = { clock: systemClock, log: { ...silentLog, info, debug }, requestId: "r1" };
  logAccess({ url, method: "GET" } as IncomingMessage, response as unknown as ServerResponse, options);
  response.emit("close");
  return { info: info.mock.calls[0]?.[0], debug: debug.mock.calls[0]?.[0] };
}

test.each([
  ["/apps?team=payments", "/apps"],
  ["/x?jwt=abc&sig=def", "/x"],
  ["/x#abc", "/x"],
  [`/${"a".repeat(900)}`, `/${"a".repeat(499)}`],
])("the log of %s says the path and nothing of the query", (url, path) => {
  const { info } = lineOf(url);
  expect(info).toMatchObject({ requestId: "r1", method: "GET", path, status: 200, aborted: false });
  expect(JSON.stringify(info)).not.toMatch(/payments|abc|def/);
});

test("assets and probes are not worth a line", () => {
  expect(lineOf("/healthz?x=1").info).toBeUndefined();
  expect(lineOf("/_next/static/a.js").debug).toMatchObject({ path: "/_next/static/a.js" });
});
