import type { ClusterConnection } from "../types/connection.ts";
import { ACCEPT_TABLE } from "./accept.ts";
import { buildPath, type ResourcePath } from "./build-path.ts";
import type { CallOptions } from "./call-options.ts";
import { requestJson } from "./request-json.ts";

/** `meta.k8s.io/v1 Table`: what `kubectl get` prints, with the server's own columns. */
export type Table = {
  readonly columnDefinitions: readonly { readonly name: string; readonly type: string; readonly priority: number }[];
  readonly rows: readonly {
    readonly cells: readonly unknown[];
    readonly object?: {
      readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly uid?: string };
    };
  }[];
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string };
};

type TableOptions = CallOptions & {
  readonly limit?: number;
  readonly continueToken?: string;
  readonly labelSelector?: string;
  readonly includeObject?: "None" | "Metadata" | "Object";
};

/**
 * Lists one page of a kind as a table; for kinds that are not cached, such as custom resources.
 * @throws KubeError
 */
export function listTable(
  connection: ClusterConnection,
  path: ResourcePath,
  { impersonate, signal, limit = 500, continueToken, labelSelector, includeObject = "Metadata" }: TableOptions = {},
): Promise<Table> {
  return requestJson(connection, {
    method: "GET",
    path: buildPath(path),
    query: { limit: String(limit), continue: continueToken, labelSelector, includeObject },
    accept: ACCEPT_TABLE,
    deadline: "list",
    impersonate,
    signal,
  });
}
