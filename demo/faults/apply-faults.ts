import type { SeededRandom } from "../random/seeded-random.ts";
import { ApiError, apiErrors } from "../registry/api-error.ts";
import type { Exchange } from "../server/exchange.ts";
import type { RequestInfo } from "../server/request-info.ts";
import type { FaultSet } from "./fault-set.ts";
import { latencyOf } from "./latency-of.ts";

const HOSTILE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "set-cookie": "session=stolen; Path=/",
  "access-control-allow-origin": "*",
  "service-worker-allowed": "/",
  location: "https://attacker.example/",
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

function bend(exchange: Exchange, request: RequestInfo, faults: FaultSet): void {
  if (faults.take("hostile-headers", request)) exchange.bend.headers = HOSTILE_HEADERS;
  if (faults.take("partial-body", request)) exchange.bend.cutBody = true;
  const trickle = faults.take("trickle", request);
  if (trickle) exchange.bend.trickleMs = trickle.everyMs;
  if (request.verb !== "watch") return;
  const stalled = () => faults.holds("stalled-watch", request);
  // Asked at once too: a counted fault holds the watches that were opened first.
  stalled();
  exchange.bend.mute = stalled;
}

function refuse(exchange: Exchange, request: RequestInfo, faults: FaultSet): boolean {
  const busy = faults.take("too-many-requests", request);
  if (busy) exchange.sendStatus(apiErrors.tooManyRequests(busy.retryAfterSeconds).status);
  if (busy) return true;
  const broken = faults.take("server-error", request);
  if (broken) exchange.sendStatus(serverError(broken.code ?? 500).status);
  if (broken) return true;
  if (faults.take("unauthorized", request)) {
    exchange.sendStatus(apiErrors.unauthorized().status);
    return true;
  }
  const redirect = faults.take("redirect", request);
  if (redirect) exchange.send(307, "", { location: `${redirect.to}${exchange.path}` });
  if (redirect) return true;
  if (faults.take("garbage", request)) {
    exchange.send(200, "<html><body>Welcome to the proxy</body></html>", { "content-type": "application/json" });
    return true;
  }
  return expire(exchange, request, faults);
}

function expire(exchange: Exchange, request: RequestInfo, faults: FaultSet): boolean {
  if (request.verb !== "watch") return false;
  const expired = faults.take("expired", request);
  if (!expired) return false;
  const { status } = apiErrors.expired(`too old resource version: ${exchange.query.get("resourceVersion")} (9999999)`);
  if (expired.as === "status") exchange.sendStatus(status);
  else {
    exchange.startStream("application/json");
    exchange.write(`${JSON.stringify({ type: "ERROR", object: status })}\n`);
    exchange.end();
  }
  return true;
}

function serverError(code: 500 | 502 | 503 | 504): ApiError {
  if (code === 500) return apiErrors.internal("etcdserver: request timed out");
  const reasons = { 502: "BadGateway", 503: "ServiceUnavailable", 504: "Timeout" } as const;
  return new ApiError(code, reasons[code], "the server is currently unable to handle the request");
}

/** Lets the faults of the moment act on a request. True when it is answered, or never will be. */
export async function applyFaults(
  exchange: Exchange,
  request: RequestInfo,
  faults: FaultSet,
  random: SeededRandom,
): Promise<boolean> {
  if (faults.all.length === 0) {
    bend(exchange, request, faults);
    return false;
  }
  const latency = faults.take("latency", request);
  if (latency) await wait(latencyOf(latency, random));
  if (faults.take("no-answer", request)) return true;
  bend(exchange, request, faults);
  return refuse(exchange, request, faults);
}
