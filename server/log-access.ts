import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "#lib/core/clock";
import type { Log } from "#lib/core/log";

const MAX_PATH = 500;

/**
 * Logs one line when an answer has been sent, or given up. Never the query of the address: it may hold what people
 * search for, or a secret. Assets and probes only at debug level.
 */
export function logAccess(
  request: IncomingMessage,
  response: ServerResponse,
  { clock, log, requestId }: { clock: Clock; log: Log; requestId: string },
): void {
  const started = clock.monotonic();
  const path = (request.url ?? "").split(/[?#]/, 1)[0]?.slice(0, MAX_PATH) ?? "";
  const quiet = /^\/(_next\/|healthz|readyz|metrics|favicon|icon)/.test(path);
  response.once("close", () => {
    const ms = Math.round(clock.monotonic() - started);
    const status = response.statusCode;
    const fields = { requestId, method: request.method, path, status, ms, aborted: !response.writableFinished };
    if (quiet && status < 500) log.debug(fields, "request");
    else log.info(fields, "request");
  });
}
