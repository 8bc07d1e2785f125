import type { ClusterConnection } from "../types/connection.ts";
import { buildPath, type ResourcePath } from "./build-path.ts";
import { type WriteOptions, writeQuery } from "./call-options.ts";
import { requestJson } from "./request-json.ts";

/**
 * Creates an object and returns it as the server stored (or would store) it.
 * @throws KubeError, `isConflict` when the name is taken, `isInvalid` when the server refuses its content
 */
export function createObject<T>(
  connection: ClusterConnection,
  path: ResourcePath,
  object: unknown,
  { impersonate, signal, ...write }: WriteOptions = {},
): Promise<T> {
  return requestJson(connection, {
    method: "POST",
    path: buildPath(path),
    query: writeQuery(write),
    body: JSON.stringify(object),
    impersonate,
    signal,
  });
}
