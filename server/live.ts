import type { IncomingMessage, ServerResponse } from "node:http";
import { actorFromRequest } from "#lib/auth/actor-from-request";
import { failure, toProblem } from "#lib/core/errors";
import { SSE_HEADERS, sseRetry } from "#lib/http/sse";
import { toFailure } from "#lib/http/to-failure";
import type { LiveSink, LiveSubscription } from "#lib/live/hub";
import type { Runtime } from "#lib/runtime";
import { answerJson } from "./answer-json.ts";

const RETRY_MS = 2_000;

/** `GET /live?view=…`: one event stream for all live views of a page. See `lib/live/schemas.ts` for its messages. */
export async function answerLive(
  runtime: Runtime,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  try {
    await openStream(runtime, request, response, requestId);
  } catch (error) {
    const known = toFailure(error);
    if (known.code === "internal") runtime.log.error({ err: known.cause, requestId }, "a live stream failed");
    const { status, body } = toProblem(known, requestId);
    if (response.headersSent) response.end();
    else answerJson(response, status, body);
  }
}

async function openStream(
  runtime: Runtime,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  if (!runtime.ready) throw failure("unavailable");
  const headers = toHeaders(request);
  const reauthenticate = () => actorFromRequest(runtime, headers);
  const actor = await reauthenticate();
  if (!actor) throw failure("not_signed_in");
  const subscriptions = readSubscriptions(request.url ?? "");
  if (subscriptions.length === 0) throw failure("bad_input", "view: name at least one view");
  const sink = sinkOf(response);
  let stream: { close(): void } | undefined;
  response.once("close", () => stream?.close());
  // Opened first: it may refuse, and after the headers a refusal could not be said.
  stream = runtime.live.open({ actor, requestId, subscriptions, sink, reauthenticate });
  response.writeHead(200, SSE_HEADERS);
  response.write(sseRetry(RETRY_MS));
  if (response.destroyed) stream.close();
}

/** `view=<id>` as often as needed, each perhaps with `#<revision>` at its end. */
function readSubscriptions(target: string): LiveSubscription[] {
  const texts = new URL(target, "http://localhost").searchParams.getAll("view");
  const unique = new Map<string, LiveSubscription>();
  for (const text of texts) {
    const [view = "", revision] = text.split("#", 2);
    unique.set(view, { view, revision });
  }
  return [...unique.values()];
}

function sinkOf(response: ServerResponse): LiveSink {
  return {
    pending: () => response.writableLength,
    write: (chunk) => {
      if (!response.writableEnded && !response.destroyed) response.write(chunk);
    },
    onceDrained: (listener) => {
      response.once("drain", listener);
    },
    end: () => {
      if (!response.writableEnded) response.end();
    },
  };
}

function toHeaders(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return headers;
}
