import type { IncomingMessage, ServerResponse } from "node:http";
import { answerJson } from "./answer-json.ts";

/**
 * What the process says while it opens its database, which may migrate for minutes: it lives (`/healthz`), and does not
 * serve yet.
 */
export function answerStarting(request: IncomingMessage, response: ServerResponse): void {
  if (request.url?.split("?", 1)[0] === "/healthz") {
    answerJson(response, 200, { status: "ok" });
    return;
  }
  response.setHeader("retry-after", "1");
  response.setHeader("connection", "close");
  answerJson(response, 503, { status: "not ready", reason: "starting" });
}
