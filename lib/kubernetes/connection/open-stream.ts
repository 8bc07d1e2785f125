import { finished } from "node:stream";
import { kubeError } from "../api/kube-error.ts";
import type { KubeRequest, KubeStream } from "../types/connection.ts";
import { beginAnswer } from "./begin-answer.ts";
import type { ConnectionParts } from "./connection-parts.ts";
import { explainTransportError } from "./explain-transport-error.ts";
import { cutOff, readBody } from "./read-body.ts";
import { createRequestLife, type RequestLife } from "./request-life.ts";
import { allowedHeaders } from "./response-headers.ts";
import type { WireResponse } from "./wire.ts";

/** A request whose answer goes on: its place is given back when the answer begins, and it has no last deadline. */
export async function openStream(parts: ConnectionParts, request: KubeRequest): Promise<KubeStream> {
  const { cluster, clock, limits, places, lives, streams } = parts;
  const life = createRequestLife(cluster, clock, request.signal);
  const end = () => {
    life.end();
    lives.delete(life);
  };
  lives.add(life);
  let release = () => {};
  try {
    life.signal.throwIfAborted();
    parts.breaker.check();
    const callOff = life.deadline(limits.firstByteMs.stream, "too many requests wait for this cluster");
    release = await places.acquire(life.signal).finally(callOff);
    const response = await beginAnswer(parts, request, "stream", life);
    if (response.status !== 200 || response.headers["content-encoding"] !== undefined) {
      return await refusal(parts, response, life).finally(end);
    }
    streams.open += 1;
    // Not by its `close` event: a stream that was reset together with its head has had it already.
    finished(response.body, { writable: false }, () => {
      streams.open -= 1;
      end();
    });
    return openEnded(cluster, response, life);
  } catch (error) {
    end();
    throw error;
  } finally {
    release();
  }
}

function openEnded(cluster: string, response: WireResponse, life: RequestLife): KubeStream {
  const closed = kubeError({ cluster, unreachable: "closed", message: "the stream was closed" });
  const close = () => life.abort(closed);
  return {
    status: response.status,
    headers: allowedHeaders(response.headers),
    chunks: chunksOf(cluster, response, life, closed),
    close,
  };
}

/** Ends quietly when the reader closed it; throws when the server or the line cut it off. */
async function* chunksOf(
  cluster: string,
  response: WireResponse,
  life: RequestLife,
  closed: Error,
): AsyncGenerator<Buffer, void, undefined> {
  try {
    yield* response.body.iterator({ destroyOnReturn: false });
    if (!response.complete()) throw cutOff(cluster);
  } catch (error) {
    if (life.signal.reason === closed) return;
    throw life.signal.aborted ? life.signal.reason : explainTransportError(cluster, error);
  } finally {
    life.abort(closed);
  }
}

/** An error answer is short: it is read at once, so that its reader need not guard against one that never ends. */
async function refusal(parts: ConnectionParts, response: WireResponse, life: RequestLife): Promise<KubeStream> {
  const { cluster, limits } = parts;
  life.deadline(limits.wholeMs.interactive, "the error answer did not finish in time");
  const body = await readBody(cluster, response, limits.bodyBytes.stream, life.signal);
  async function* once() {
    yield body;
  }
  return { status: response.status, headers: allowedHeaders(response.headers), chunks: once(), close: () => {} };
}
