import type { ClusterConnection } from "../types/connection.ts";
import { buildPath, type ResourcePath } from "./build-path.ts";
import { type WriteOptions, writeQuery } from "./call-options.ts";
import { requestJson } from "./request-json.ts";

/** JSON is YAML, so an apply patch is sent as JSON too. */
const CONTENT_TYPE = {
  json: "application/json-patch+json",
  merge: "application/merge-patch+json",
  strategic: "application/strategic-merge-patch+json",
  apply: "application/apply-patch+yaml",
} as const;

export type Patch = {
  /** RFC 6902, RFC 7386, Kubernetes' strategic merge, or server-side apply. */
  readonly type: keyof typeof CONTENT_TYPE;
  readonly patch: unknown;
  /** Apply only: takes fields over from other managers instead of failing with a conflict. */
  readonly force?: boolean;
};

/**
 * Changes an object (apply also creates it) and returns the result.
 * @throws KubeError, `isConflict` when another manager owns a field or a tested value differs
 */
export function patchObject<T>(
  connection: ClusterConnection,
  path: ResourcePath & { readonly name: string },
  { type, patch, force }: Patch,
  { impersonate, signal, ...write }: WriteOptions = {},
): Promise<T> {
  const query = { ...writeQuery(write), force: type === "apply" && force === true ? "true" : undefined };
  return requestJson(connection, {
    method: "PATCH",
    path: buildPath(path),
    query,
    contentType: CONTENT_TYPE[type],
    body: JSON.stringify(patch),
    impersonate,
    signal,
  });
}
