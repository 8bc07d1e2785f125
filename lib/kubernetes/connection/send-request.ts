import type { KubeRequest, KubeResponse } from "../types/connection.ts";
import { beginAnswer } from "./begin-answer.ts";
import type { ConnectionParts } from "./connection-parts.ts";
import { readBody } from "./read-body.ts";
import { createRequestLife } from "./request-life.ts";
import { allowedHeaders } from "./response-headers.ts";

/** One request with its whole answer, within the deadlines and sizes of its class. */
export async function sendRequest(parts: ConnectionParts, request: KubeRequest): Promise<KubeResponse> {
  const { cluster, clock, limits, places, listPlaces, lives } = parts;
  const deadline = request.deadline === "list" ? "list" : "interactive";
  const life = createRequestLife(cluster, clock, request.signal);
  lives.add(life);
  const ms = limits.wholeMs[deadline];
  life.deadline(ms, `the answer did not finish within ${ms / 1000} s`);
  const releases: (() => void)[] = [];
  try {
    life.signal.throwIfAborted();
    parts.breaker.check();
    if (deadline === "list") releases.push(await listPlaces.acquire(life.signal));
    releases.push(await places.acquire(life.signal));
    const response = await beginAnswer(parts, request, deadline, life);
    const body = await readBody(cluster, response, limits.bodyBytes[deadline], life.signal);
    return { status: response.status, headers: allowedHeaders(response.headers), body };
  } finally {
    for (const release of releases) release();
    life.end();
    lives.delete(life);
  }
}
