import type { Context } from "#lib/context";
import { compareWorkloads } from "./format.ts";
import { narrowScope } from "./narrow-scope.ts";
import { readWorkloads } from "./read-workloads.ts";
import type { WorkloadList } from "./schemas.ts";

export type WorkloadsInput = {
  readonly team?: string;
  readonly cluster?: readonly string[];
  readonly environment?: string;
  readonly namespace?: string;
  readonly app?: string;
};

/**
 * The workloads that the actor may see, worst first. Reads memory only.
 * @throws `not_found` for a team that the actor is not in
 */
export async function listWorkloads(ctx: Context, input: WorkloadsInput): Promise<Omit<WorkloadList, "revision">> {
  const narrowed = await narrowScope(ctx, input);
  const namespaces = input.namespace === undefined ? undefined : new Set([input.namespace]);
  const { workloads, freshness } = readWorkloads(ctx, narrowed, namespaces);
  const rows = workloads.map(({ row }) => row).filter((row) => input.app === undefined || row.app === input.app);
  return {
    items: rows.sort(compareWorkloads),
    freshness,
    failures: freshness.filter((entry) => entry.state !== "live"),
  };
}
