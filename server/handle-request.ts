import type { IncomingMessage, ServerResponse } from "node:http";
import { newId } from "#lib/core/ids";
import type { Runtime } from "#lib/runtime";
import { allowsHost } from "./allows-host.ts";
import { answerJson } from "./answer-json.ts";
import { canonicalAddress } from "./canonical-address.ts";
import { checkRequest } from "./check-request.ts";
import { answerLive } from "./live.ts";
import { logAccess } from "./log-access.ts";
import { answerOperations } from "./operations.ts";
import { prepareHeaders } from "./prepare-headers.ts";
import { setSecurityHeaders } from "./security-headers.ts";

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What every request passes, in this order, before Next sees it. */
export function createRequestHandler(runtime: Runtime, next: Handler, { dev }: { dev: boolean }): Handler {
  const { clock, log, env } = runtime;
  const publicUrl = env.WHEELHOUSE_URL;
  const https = publicUrl?.startsWith("https:") ?? false;
  return async (request, response) => {
    const requestId = newId(clock);
    logAccess(request, response, { clock, log, requestId });
    response.setHeader("x-request-id", requestId);
    const refusal = checkRequest(request);
    if (refusal) return refuse(response, refusal.status, refusal.message, requestId);
    if (answerOperations(runtime, request, response)) return;
    if (!allowsHost(request.headers.host, publicUrl)) {
      const location = canonicalAddress(request, publicUrl);
      if (location) return void response.writeHead(307, { location }).end();
      return refuse(response, 400, "This host is not served.", requestId);
    }
    prepareHeaders(request, { requestId, publicUrl, trustedProxies: env.WHEELHOUSE_TRUSTED_PROXIES });
    setSecurityHeaders(request, response, { dev, https });
    if (isLive(request)) return answerLive(runtime, request, response, requestId);
    await next(request, response).catch((error: unknown) => {
      log.error({ err: error, requestId }, "a page could not be answered");
      if (response.headersSent) response.destroy();
      else refuse(response, 500, "Something went wrong on our side.", requestId);
    });
  };
}

function isLive(request: IncomingMessage): boolean {
  return request.method === "GET" && (request.url === "/live" || request.url?.startsWith("/live?") === true);
}

function refuse(response: ServerResponse, status: number, message: string, requestId: string): void {
  const code = status >= 500 ? "internal" : "bad_input";
  response.setHeader("connection", "close");
  answerJson(response, status, { error: { code, message, requestId, fields: [] } });
}
