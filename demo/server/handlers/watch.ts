import { apiVersionOf } from "../../kinds/resource-info.ts";
import { apiErrors } from "../../registry/api-error.ts";
import type { Change } from "../../store/change.ts";
import type { KubeObject } from "../../types/object.ts";
import type { ResourceRequest } from "../context.ts";
import { checkListOptions, isTrue, numberOf, revisionOf, type Selection, selectionOf } from "../list-options.ts";
import { type Presentation, presentObject } from "../present.ts";

const BOOKMARK_EVERY_MS = 60_000;
const MAX_BACKLOG = 32 * 1024 * 1024;

type EventType = "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK" | "ERROR";

/** What a watcher with this selection sees of a change: entering is ADDED, leaving is DELETED. */
function visible(change: Change, selection: Selection): { type: EventType; object: KubeObject } | undefined {
  const before = change.previous !== undefined && selection.matches(change.previous);
  const after = change.type !== "DELETED" && selection.matches(change.object);
  if (!before && !after) return undefined;
  if (before && after) return { type: "MODIFIED", object: change.object };
  if (after) return { type: "ADDED", object: change.object };
  const { resourceVersion } = change.object.metadata;
  const last = change.previous ?? change.object;
  return { type: "DELETED", object: { ...last, metadata: { ...last.metadata, resourceVersion } } };
}

/** Writes the events of one watch. */
class WatchStream {
  readonly #request: ResourceRequest;
  readonly #how: Presentation;
  readonly #selection: Selection;
  #first = true;

  constructor(request: ResourceRequest, how: Presentation, selection: Selection) {
    this.#request = request;
    this.#how = how;
    this.#selection = selection;
  }

  send(type: EventType, object: KubeObject): void {
    const { server, info } = this.#request;
    const body = presentObject(server, info, object, this.#how, this.#first);
    this.#first = false;
    this.#write(type, body);
  }

  change(change: Change): void {
    const { namespace, exchange } = this.#request;
    if (namespace && change.object.metadata.namespace !== namespace) return;
    const event = visible(change, this.#selection);
    if (event) this.send(event.type, event.object);
    if (exchange.backlog > MAX_BACKLOG) exchange.abort();
  }

  bookmark(revision: number, endsInitial: boolean): void {
    const { info } = this.#request;
    const annotations = endsInitial ? { annotations: { "k8s.io/initial-events-end": "true" } } : {};
    const metadata = { creationTimestamp: null, resourceVersion: String(revision), ...annotations };
    const object =
      this.#how.format === "partial"
        ? { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata }
        : { kind: info.kind, apiVersion: apiVersionOf(info), metadata };
    const body =
      this.#how.format === "table"
        ? {
            kind: "Table",
            apiVersion: "meta.k8s.io/v1",
            metadata: { resourceVersion: String(revision) },
            columnDefinitions: [],
            rows: [{ cells: [], object }],
          }
        : object;
    this.#write("BOOKMARK", Buffer.from(JSON.stringify(body)));
  }

  expired(message: string): void {
    this.#write("ERROR", Buffer.from(JSON.stringify(apiErrors.expired(message).status)));
    this.#request.exchange.end();
  }

  #write(type: EventType, body: Buffer): void {
    this.#request.exchange.write(Buffer.concat([Buffer.from(`{"type":"${type}","object":`), body, Buffer.from("}\n")]));
  }
}

type Start = { initial: KubeObject[]; missed: Change[]; bookmark: boolean };

/** What a watch sends first: nothing, the missed changes, or everything there is. Undefined: compacted. */
function startOf({ server, exchange, info, namespace }: ResourceRequest, selection: Selection): Start | undefined {
  const { query } = exchange;
  const asked = revisionOf(query);
  const everything = (): KubeObject[] => server.store.list(info.key, namespace).filter(selection.matches);
  if (query.get("sendInitialEvents") !== null) {
    if (asked !== undefined && asked > server.store.revision)
      throw apiErrors.tooLargeVersion(asked, server.store.revision);
    if (isTrue(query, "sendInitialEvents")) {
      return { initial: everything(), missed: [], bookmark: isTrue(query, "allowWatchBookmarks") };
    }
  }
  if (asked === undefined || asked === 0) return { initial: everything(), missed: [], bookmark: false };
  const missed = server.store.changesSince(info.key, asked);
  return missed ? { initial: [], missed, bookmark: false } : undefined;
}

/** GET with `watch=true`: the changes of a collection as lines of JSON, until the timeout or the client ends it. */
export function handleWatch(request: ResourceRequest, how: Presentation): void {
  const { server, exchange, info } = request;
  const { query } = exchange;
  checkListOptions(query, true);
  const selection = selectionOf(info.key, query);
  const start = startOf(request, selection);
  const tooOld = `too old resource version: ${query.get("resourceVersion")} (${server.store.revision})`;
  if (!start && server.expiredWatch === "status") throw apiErrors.expired(tooOld);
  exchange.startStream("application/json");
  const stream = new WatchStream(request, how, selection);
  if (!start) {
    stream.expired(tooOld);
    return;
  }
  for (const object of start.initial) stream.send("ADDED", object);
  if (start.bookmark) stream.bookmark(server.store.revision, true);
  for (const change of start.missed) stream.change(change);
  keepOpen(request, stream);
}

function keepOpen({ server, exchange, info }: ResourceRequest, stream: WatchStream): void {
  const bookmarks = isTrue(exchange.query, "allowWatchBookmarks");
  let cancelBookmark: (() => void) | undefined;
  const nextBookmark = (): void => {
    cancelBookmark = server.clock.after(BOOKMARK_EVERY_MS, () => {
      stream.bookmark(server.store.revision, false);
      nextBookmark();
    });
  };
  if (bookmarks) nextBookmark();
  const unsubscribe = server.store.subscribe((change) => stream.change(change), info.key);
  const seconds = numberOf(exchange.query, "timeoutSeconds") ?? server.random.int(1_800, 3_600);
  const cancelEnd = server.clock.after(seconds * 1000, () => {
    if (bookmarks) stream.bookmark(server.store.revision, false);
    exchange.end();
  });
  exchange.onClose(() => {
    unsubscribe();
    cancelEnd();
    cancelBookmark?.();
  });
}
