import { ACCEPT_METADATA, ACCEPT_METADATA_LIST } from "../api/accept.ts";
import { buildPath } from "../api/build-path.ts";
import { kubeError } from "../api/kube-error.ts";
import { statusError } from "../api/status-error.ts";
import { watchStream } from "../api/watch-stream.ts";
import type { KindDefinition } from "../kinds/kind-definition.ts";
import { fieldsOf, ownText } from "../kinds/read-fields.ts";
import type { ClusterConnection } from "../types/connection.ts";
import type { CachedKind } from "../types/rows.ts";
import type { ListPage, ReflectorSource } from "./reflector-source.ts";
import { type SplitList, splitList } from "./split-list.ts";

/** Round trips from which on a page is worth compressing: below, unpacking costs more than the line. */
const FAR_MS = 20;

/** Reads one collection through a connection. For metadata-only kinds there is no fallback to whole objects. */
export function connectionSource(
  connection: ClusterConnection,
  kind: KindDefinition<CachedKind>,
  namespace: string | undefined,
): ReflectorSource {
  const cluster = connection.target.slug;
  const { group, version, resource, metadataOnly } = kind;
  const path = buildPath({ group, version, resource, namespace });
  return {
    async list({ limit, continueToken }, signal) {
      const { status, headers, body } = await connection.request({
        method: "GET",
        path,
        query: { limit: limit.toString(), continue: continueToken },
        accept: metadataOnly ? ACCEPT_METADATA_LIST : undefined,
        deadline: "list",
        gzip: (connection.health().latencyMs ?? 0) > FAR_MS,
        signal,
      });
      if (status === 200) return readPage(cluster, body);
      const retryAfter = headers["retry-after"];
      throw statusError({ cluster, request: { path }, status, body: parseOrUndefined(body), retryAfter });
    },
    watch: ({ resourceVersion, sendInitialEvents, timeoutSeconds }, signal, onOpen) =>
      watchStream(connection, {
        path,
        query: {
          allowWatchBookmarks: "true",
          timeoutSeconds: timeoutSeconds.toString(),
          resourceVersion,
          sendInitialEvents: sendInitialEvents ? "true" : undefined,
          resourceVersionMatch: sendInitialEvents ? "NotOlderThan" : undefined,
        },
        accept: metadataOnly ? ACCEPT_METADATA : undefined,
        signal,
        onOpen,
      }),
  };
}

function readPage(cluster: string, body: Buffer): ListPage {
  const { items, metadata } = split(cluster, body);
  const field = (name: string) => ownText(fieldsOf(metadata()), name);
  return {
    items: decoded(cluster, items),
    get resourceVersion() {
      return field("resourceVersion") ?? "";
    },
    get continueToken() {
      return field("continue");
    },
  };
}

function split(cluster: string, body: Buffer): SplitList {
  try {
    return splitList(body);
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

function parseOrUndefined(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Without the cause: a parser's message quotes what it read. */
function unreadable(cluster: string): Error {
  const message = "The answer of the cluster could not be read.";
  return kubeError({ cluster, message, unreachable: "server-error" });
}
