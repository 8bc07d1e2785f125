import { readRowsByCluster } from "#lib/access/read-rows-by-cluster";
import type { Context } from "#lib/context";
import type { CachedKind, RowByKind } from "#lib/kubernetes/types/rows";
import type { NarrowedScope } from "./narrow-scope.ts";
import type { WorkloadDetail } from "./schemas.ts";

export type PartState = WorkloadDetail["events"]["state"];

export type Place = { readonly clusterId: string; readonly namespace: string };

/** The rows of one kind in one namespace, and why there may be none. */
export function readPart<K extends CachedKind>(
  ctx: Context,
  { scope }: Pick<NarrowedScope, "scope">,
  kind: K,
  { clusterId, namespace }: Place,
): { state: PartState; rows: readonly RowByKind[K][] } {
  const visible = scope.visible(clusterId, kind);
  if (!visible.all && !visible.has(namespace)) return { state: "not-allowed", rows: [] };
  const namespaces = new Set([namespace]);
  const read = readRowsByCluster(ctx, { scope, kind, clusterIds: [clusterId], namespaces });
  const state = read.freshness[0]?.state ?? "starting";
  return { state: state === "paused" ? "stale" : state, rows: read.clusters[0]?.rows ?? [] };
}
