import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Runtime } from "#lib/runtime";
import { allowsHost } from "./allows-host.ts";
import { answerJson } from "./answer-json.ts";

/** Whether the database answers within this time, in milliseconds, decides readiness. */
const PING_TIMEOUT_MS = 2_000;

/**
 * `/healthz`: the process runs. `/readyz`: it can serve, which means the database answers and it is not draining; the
 * state of a cluster never counts. `/metrics`: for loopback, or for whoever has the token.
 * @returns false when the path is none of them.
 */
export function answerOperations(runtime: Runtime, request: IncomingMessage, response: ServerResponse): boolean {
  const path = (request.url ?? "").split("?")[0];
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  if (path === "/healthz") answerJson(response, 200, { status: "ok" });
  else if (path === "/readyz") void answerReady(runtime, response);
  else if (path === "/metrics") void answerMetrics(runtime, request, response);
  else return false;
  return true;
}

async function answerReady(runtime: Runtime, response: ServerResponse): Promise<void> {
  if (!runtime.ready || runtime.draining) return answerJson(response, 503, { status: "not ready", reason: "draining" });
  const timeout = AbortSignal.timeout(PING_TIMEOUT_MS);
  const lost = new Promise<never>((_, reject) => timeout.addEventListener("abort", () => reject(timeout.reason)));
  try {
    await Promise.race([runtime.db.ping(), lost]);
    answerJson(response, 200, { status: "ready" });
  } catch (error) {
    runtime.log.warn({ err: error }, "the database does not answer");
    answerJson(response, 503, { status: "not ready", reason: "database" });
  }
}

async function answerMetrics(runtime: Runtime, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!mayReadMetrics(request, runtime.env.WHEELHOUSE_METRICS_TOKEN)) {
    return answerJson(response, 404, { error: { code: "not_found", message: "There is nothing here." } });
  }
  const { contentType, text } = await runtime.metrics.render();
  response.setHeader("content-type", contentType);
  response.setHeader("cache-control", "no-store");
  response.end(text);
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

function mayReadMetrics(request: IncomingMessage, token: string | undefined): boolean {
  // A proxy on the same host also connects from loopback, but with the public Host.
  if (token === undefined) {
    return LOOPBACK.test(request.socket.remoteAddress ?? "") && allowsHost(request.headers.host, undefined);
  }
  const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
