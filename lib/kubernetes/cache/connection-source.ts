import { kubeError } from "../api/kube-error.ts";
import type { KindDefinition } from "../kinds/kind-definition.ts";
import { fieldsOf, ownText } from "../kinds/read-fields.ts";
import type { ClusterConnection, KubeStream } from "../types/connection.ts";
import type { CachedKind } from "../types/rows.ts";
import { collectionPath } from "./collection-path.ts";
import type { ListPage, ReflectorSource, WatchEvent } from "./reflector-source.ts";
import { splitLines } from "./split-lines.ts";
import { splitList } from "./split-list.ts";
import { statusError } from "./status-error.ts";

const METADATA_LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
const METADATA_OBJECT = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
const LONGEST_ERROR_BODY = 64 * 1024;

/** Reads one collection through a connection. For metadata-only kinds there is no fallback to whole objects. */
export function connectionSource(
  connection: ClusterConnection,
  kind: KindDefinition<CachedKind>,
  namespace: string | undefined,
): ReflectorSource {
  const cluster = connection.target.slug;
  const path = collectionPath(kind, namespace);
  return {
    async list({ limit, continueToken }, signal) {
      const response = await connection.request({
        method: "GET",
        path,
        query: { limit: limit?.toString(), continue: continueToken },
        accept: kind.metadataOnly ? METADATA_LIST : "application/json",
        deadline: "list",
        signal,
      });
      const { status, headers, body } = response;
      if (status !== 200)
        throw statusError(cluster, parseOrEmpty(body), { status, retryAfter: headers["retry-after"] });
      return readPage(cluster, body);
    },
    async watch({ resourceVersion, sendInitialEvents, timeoutSeconds }, signal) {
      const stream = await connection.stream({
        method: "GET",
        path,
        query: {
          watch: "true",
          allowWatchBookmarks: "true",
          timeoutSeconds: timeoutSeconds.toString(),
          resourceVersion,
          sendInitialEvents: sendInitialEvents ? "true" : undefined,
          resourceVersionMatch: sendInitialEvents ? "NotOlderThan" : undefined,
        },
        accept: kind.metadataOnly ? METADATA_OBJECT : "application/json",
        deadline: "stream",
        signal,
      });
      if (stream.status !== 200) throw await refusal(cluster, stream);
      return readEvents(cluster, stream, signal);
    },
  };
}

function readPage(cluster: string, body: Buffer): ListPage {
  try {
    const { metadata, items } = splitList(body);
    const list = fieldsOf(metadata);
    return {
      items: decoded(cluster, items),
      resourceVersion: ownText(list, "resourceVersion") ?? "",
      continueToken: ownText(list, "continue"),
    };
  } catch {
    throw unreadable(cluster);
  }
}

/** A list may be cut in the middle of an object; that shows while iterating. */
function* decoded(cluster: string, items: Iterable<unknown>): Generator<unknown> {
  try {
    yield* items;
  } catch {
    throw unreadable(cluster);
  }
}

async function* readEvents(cluster: string, stream: KubeStream, signal: AbortSignal): AsyncGenerator<WatchEvent> {
  const close = () => stream.close();
  signal.addEventListener("abort", close, { once: true });
  try {
    for await (const line of splitLines(stream.chunks)) {
      if (signal.aborted) return;
      const event = readEvent(cluster, line);
      if (event) yield event;
    }
  } finally {
    signal.removeEventListener("abort", close);
    stream.close();
  }
}

/** @throws KubeError for an ERROR event and for a line that is no event. Unknown types are skipped. */
function readEvent(cluster: string, line: Buffer): WatchEvent | undefined {
  let fields: Readonly<Record<string, unknown>>;
  try {
    fields = fieldsOf(JSON.parse(line.toString("utf8")));
  } catch {
    throw unreadable(cluster);
  }
  const { type, object } = fields;
  if (type === "ERROR") throw statusError(cluster, object);
  if (type === "ADDED" || type === "MODIFIED" || type === "DELETED" || type === "BOOKMARK") return { type, object };
  return undefined;
}

async function refusal(cluster: string, stream: KubeStream): Promise<Error> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream.chunks) {
    parts.push(chunk);
    size += chunk.length;
    if (size > LONGEST_ERROR_BODY) break;
  }
  stream.close();
  const { status, headers } = stream;
  return statusError(cluster, parseOrEmpty(Buffer.concat(parts)), { status, retryAfter: headers["retry-after"] });
}

function parseOrEmpty(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return {};
  }
}

/** Without the cause: a parser's message quotes what it read. */
function unreadable(cluster: string): Error {
  const message = "The answer of the cluster could not be read.";
  return kubeError({ cluster, message, unreachable: "server-error" });
}
