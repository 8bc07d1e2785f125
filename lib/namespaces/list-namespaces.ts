import type { Context } from "#lib/context";
import { type Narrowing, narrowScope } from "#lib/workloads/narrow-scope";
import { compareNamespaces } from "./collect-namespaces.ts";
import { readNamespaces } from "./read-namespaces.ts";
import type { NamespaceList } from "./schemas.ts";

/**
 * The namespaces that the actor may see, worst first. Nobody needs the right to list namespaces for it.
 * @throws `not_found` for a team that the actor is not in
 */
export async function listNamespaces(ctx: Context, input: Narrowing): Promise<Omit<NamespaceList, "revision">> {
  const narrowed = await narrowScope(ctx, input);
  const { rows, freshness } = readNamespaces(ctx, narrowed);
  return {
    items: rows.sort(compareNamespaces),
    freshness,
    failures: freshness.filter((entry) => entry.state !== "live"),
  };
}
