import type { ServerResponse } from "node:http";

/** Ends a response with a JSON body that nobody keeps. */
export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status;
  response.setHeader("content-type", "application/json");
  response.setHeader("cache-control", "private, no-store");
  response.end(JSON.stringify(body));
}
