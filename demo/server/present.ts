import { toEventsV1 } from "../kinds/events-v1.ts";
import { apiVersionOf, type ResourceInfo } from "../kinds/resource-info.ts";
import { tableColumns, tableRow } from "../table/table.ts";
import type { KubeObject } from "../types/object.ts";
import type { Format } from "./accept.ts";
import type { ServerContext } from "./context.ts";
import { joinItems } from "./encode.ts";

export type Presentation = { format: Format; includeObject: string };

/** The object in the version that was asked for. */
export function inVersion({ encoder }: ServerContext, info: ResourceInfo, stored: KubeObject): KubeObject {
  const object = info.group === "metrics.k8s.io" ? stored : encoder.complete(stored);
  if (info.group === "events.k8s.io") return toEventsV1(object);
  const apiVersion = apiVersionOf(info);
  return object.apiVersion === apiVersion ? object : { ...object, apiVersion };
}

const partial = (object: KubeObject): KubeObject => ({
  kind: "PartialObjectMetadata",
  apiVersion: "meta.k8s.io/v1",
  metadata: object.metadata,
});

function rowObject(object: KubeObject, includeObject: string): KubeObject | undefined {
  if (includeObject === "None") return undefined;
  return includeObject === "Object" ? object : partial(object);
}

function table(
  server: ServerContext,
  info: ResourceInfo,
  objects: readonly KubeObject[],
  listMeta: object,
  how: Presentation,
  head = true,
): Buffer {
  const rows = objects.map((object) => ({
    cells: tableRow(info, object, server.clock.now()),
    object: rowObject(object, how.includeObject),
  }));
  return Buffer.from(
    JSON.stringify({
      kind: "Table",
      apiVersion: "meta.k8s.io/v1",
      metadata: listMeta,
      columnDefinitions: head ? tableColumns(info) : [],
      rows,
    }),
  );
}

/** One object as the client wants to see it. `head`: whether a table carries its column definitions. */
export function presentObject(
  server: ServerContext,
  info: ResourceInfo,
  stored: KubeObject,
  how: Presentation,
  head = true,
): Buffer {
  const object = inVersion(server, info, stored);
  const { resourceVersion } = object.metadata;
  if (how.format === "table") return table(server, info, [object], { resourceVersion }, how, head);
  return how.format === "partial" ? server.encoder.whole(partial(object)) : server.encoder.whole(object);
}

/** A list as the client wants to see it. */
export function presentList(
  server: ServerContext,
  info: ResourceInfo,
  objects: readonly KubeObject[],
  listMeta: { resourceVersion: string; continue?: string; remainingItemCount?: number },
  how: Presentation,
): Buffer {
  const versioned = objects.map((object) => inVersion(server, info, object));
  if (how.format === "table") return table(server, info, versioned, listMeta, how);
  const isPartial = how.format === "partial";
  const kind = isPartial ? "PartialObjectMetadataList" : `${info.kind}List`;
  const apiVersion = isPartial ? "meta.k8s.io/v1" : apiVersionOf(info);
  const head = `{"kind":"${kind}","apiVersion":"${apiVersion}","metadata":${JSON.stringify(listMeta)},"items":[`;
  const encode = (object: KubeObject): Buffer => {
    if (isPartial) return server.encoder.whole(partial(object));
    return info.custom ? server.encoder.whole(object) : server.encoder.item(object);
  };
  return joinItems(head, versioned.map(encode), "]}");
}
