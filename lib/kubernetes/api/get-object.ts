import type { ClusterConnection } from "../types/connection.ts";
import { buildPath, type ResourcePath } from "./build-path.ts";
import type { CallOptions } from "./call-options.ts";
import { requestJson } from "./request-json.ts";

/**
 * Reads one object, or a subresource such as `scale`.
 * `accept` may be ACCEPT_METADATA where the content must not be read.
 * @throws KubeError, `isNotFound` when it does not exist
 */
export function getObject<T>(
  connection: ClusterConnection,
  path: ResourcePath & { readonly name: string },
  options: CallOptions & { readonly accept?: string } = {},
): Promise<T> {
  return requestJson(connection, { ...options, method: "GET", path: buildPath(path) });
}
