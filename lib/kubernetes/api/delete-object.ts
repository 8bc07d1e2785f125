import type { ClusterConnection } from "../types/connection.ts";
import { buildPath, type ResourcePath } from "./build-path.ts";
import type { CallOptions } from "./call-options.ts";
import { requestJson } from "./request-json.ts";

export type DeleteOptions = CallOptions & {
  /** What happens to the objects that it owns. */
  readonly propagation?: "Background" | "Foreground" | "Orphan";
  readonly gracePeriodSeconds?: number;
  /** Only the object with this uid, not a namesake created since. */
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly dryRun?: boolean;
};

/**
 * Deletes one object. Returns what the server answers: the object when it waits for its finalizers, else a Status.
 * @throws KubeError, `isConflict` when a precondition does not hold
 */
export function deleteObject<T>(
  connection: ClusterConnection,
  path: ResourcePath & { readonly name: string },
  options: DeleteOptions = {},
): Promise<T> {
  const { impersonate, signal, propagation, gracePeriodSeconds, uid, resourceVersion, dryRun } = options;
  const body = {
    kind: "DeleteOptions",
    apiVersion: "v1",
    propagationPolicy: propagation,
    gracePeriodSeconds,
    preconditions: uid === undefined && resourceVersion === undefined ? undefined : { uid, resourceVersion },
    dryRun: dryRun === true ? ["All"] : undefined,
  };
  return requestJson(connection, {
    method: "DELETE",
    path: buildPath(path),
    body: JSON.stringify(body),
    impersonate,
    signal,
  });
}
