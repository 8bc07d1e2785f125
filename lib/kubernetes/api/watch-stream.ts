import { setImmediate as nextTurn } from "node:timers/promises";
import { type Clock, systemClock } from "#lib/core/clock";
import type { ClusterConnection, KubeRequest, KubeStream } from "../types/connection.ts";
import type { KubeError } from "../types/errors.ts";
import { kubeError } from "./kube-error.ts";
import { splitLines } from "./split-lines.ts";
import { statusError } from "./status-error.ts";

export type WatchEvent<T> = { readonly type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK"; readonly object: T };

export type WatchRequest = Pick<KubeRequest, "path" | "query" | "accept" | "impersonate" | "signal"> & {
  readonly clock?: Clock;
  /** Called once when the server has accepted the watch, which may be long before the first event. */
  readonly onOpen?: () => void;
};

/** Larger than any object that etcd takes (1.5 MB), even when it grows in JSON. */
const MAX_LINE = 16 * 1024 * 1024;
/** Parsing gives way to other work after this long, so that a burst of events blocks nobody. */
const SLICE_MS = 8;

/**
 * Watches a kind: yields the events in order until the server ends the watch (which it does regularly), and closes it
 * when the reader leaves the loop. `watch=true` is set here; bookmarks, resource version and timeout are the caller's.
 * @throws KubeError when it is refused, cut off, or sends an ERROR event; `isExpired` means: list again
 */
export async function* watchStream<T>(
  connection: ClusterConnection,
  { clock = systemClock, onOpen, query, ...request }: WatchRequest,
): AsyncGenerator<WatchEvent<T>, void, undefined> {
  const cluster = connection.target.slug;
  const stream = await connection.stream({
    ...request,
    method: "GET",
    deadline: "stream",
    query: { ...query, watch: "true" },
  });
  if (stream.status !== 200) throw await refusal(cluster, request, stream);
  onOpen?.();
  const damaged = (message: string) => kubeError({ cluster, unreachable: "reset", message });
  let sliceStart = clock.monotonic();
  try {
    for await (const line of splitLines(stream.chunks, MAX_LINE, () => damaged("a watch event is too large"))) {
      yield parseEvent<T>(line, cluster, request, damaged);
      if (clock.monotonic() - sliceStart < SLICE_MS) continue;
      await nextTurn();
      sliceStart = clock.monotonic();
    }
  } finally {
    stream.close();
  }
}

function parseEvent<T>(
  line: Buffer,
  cluster: string,
  request: Pick<KubeRequest, "path">,
  damaged: (message: string) => KubeError,
): WatchEvent<T> {
  let event: { type?: unknown; object?: unknown };
  try {
    event = JSON.parse(line.toString("utf8"));
  } catch {
    throw damaged("a watch event is not JSON");
  }
  const { type, object } = event ?? {};
  if (type === "ERROR") throw statusError({ cluster, request, status: 500, body: object });
  const known = type === "ADDED" || type === "MODIFIED" || type === "DELETED" || type === "BOOKMARK";
  if (!known || typeof object !== "object" || object === null) throw damaged("a watch event has no known form");
  return { type, object: object as T };
}

async function refusal(cluster: string, request: Pick<KubeRequest, "path">, stream: KubeStream): Promise<KubeError> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream.chunks) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  const retryAfter = stream.headers["retry-after"];
  return statusError({ cluster, request, status: stream.status, body: parseOrUndefined(text), retryAfter });
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
