import type { ClusterConnection } from "../types/connection.ts";
import { ACCEPT_METADATA_LIST } from "./accept.ts";
import { buildPath, type ResourcePath } from "./build-path.ts";
import type { CallOptions } from "./call-options.ts";
import { isForbidden, isKubeError, isNotFound, isUnauthorized } from "./errors.ts";
import { requestJson } from "./request-json.ts";

export type ProbeResult = "allowed" | "forbidden" | "unsupported" | "unreachable";

/**
 * Finds out by trying whether a kind can be listed: one object, metadata only, so that a Secret's content is not read.
 * The caller's abort is thrown; every other outcome is a result.
 */
export async function probeList(
  connection: ClusterConnection,
  path: Omit<ResourcePath, "name" | "subresource">,
  options: CallOptions = {},
): Promise<ProbeResult> {
  try {
    await requestJson(connection, {
      ...options,
      method: "GET",
      path: buildPath(path),
      query: { limit: "1" },
      accept: `${ACCEPT_METADATA_LIST}, application/json`,
    });
    return "allowed";
  } catch (error) {
    if (!isKubeError(error)) throw error;
    if (isForbidden(error) || isUnauthorized(error)) return "forbidden";
    return isNotFound(error) || error.status === 405 ? "unsupported" : "unreachable";
  }
}
