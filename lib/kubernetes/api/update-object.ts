import type { ClusterConnection } from "../types/connection.ts";
import { buildPath, type ResourcePath } from "./build-path.ts";
import { type WriteOptions, writeQuery } from "./call-options.ts";
import { requestJson } from "./request-json.ts";

/**
 * Replaces an object. With a `resourceVersion` in it, only that version is replaced.
 * @throws KubeError, `isConflict` when it was changed in the meantime
 */
export function updateObject<T>(
  connection: ClusterConnection,
  path: ResourcePath & { readonly name: string },
  object: unknown,
  { impersonate, signal, ...write }: WriteOptions = {},
): Promise<T> {
  return requestJson(connection, {
    method: "PUT",
    path: buildPath(path),
    query: writeQuery(write),
    body: JSON.stringify(object),
    impersonate,
    signal,
  });
}
