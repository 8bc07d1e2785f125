import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "#lib/core/clock";
import type { Log } from "#lib/core/log";
import { describeTarget } from "./describe-target.ts";

/** Logs one line when an answer has been sent, or given up. Assets and probes only at debug level. */
export function logAccess(
  request: IncomingMessage,
  response: ServerResponse,
  { clock, log, requestId }: { clock: Clock; log: Log; requestId: string },
): void {
  const started = clock.monotonic();
  const target = describeTarget(request.url ?? "");
  const quiet = /^\/(_next\/|healthz|readyz|metrics|favicon|icon)/.test(target);
  response.once("close", () => {
    const ms = Math.round(clock.monotonic() - started);
    const status = response.statusCode;
    const fields = { requestId, method: request.method, target, status, ms, aborted: !response.writableFinished };
    if (quiet && status < 500) log.debug(fields, "request");
    else log.info(fields, "request");
  });
}
