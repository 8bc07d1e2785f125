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
  // Being open is not being used: a forgotten tab does not keep a session alive.
  const reauthenticate = () => actorFromRequest(runtime, request.headers, { touch: false });
  const actor = await reauthenticate();
  if (!actor) throw failure("not_signed_in");
  const search = new URL(request.url ?? "", "http://localhost").searchParams;
  const subscriptions = readSubscriptions(search);
  if (subscriptions.length === 0) throw failure("bad_input", "view: name at least one view");
  const sink = sinkOf(response);
  let stream: { close(): void } | undefined;
  response.once("close", () => stream?.close());
  // Opened first: it may refuse, and after the headers a refusal could not be said.
  stream = runtime.live.open({ actor, requestId, subscriptions, once: search.has("once"), sink, reauthenticate });
  response.writeHead(200, SSE_HEADERS);
  response.write(sseRetry(RETRY_MS));
  if (response.destroyed) stream.close();
}

/** The nth `revision` belongs to the nth `view`; empty or missing: none. */
function readSubscriptions(search: URLSearchParams): LiveSubscription[] {
  const revisions = search.getAll("revision");
  const views = search.getAll("view").map((view, index) => ({ view, revision: revisions[index] || undefined }));
  return [...new Map(views.map((wanted) => [wanted.view, wanted])).values()];
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
