import type { Context } from "#lib/context";
import { narrowScope } from "#lib/workloads/narrow-scope";
import { findPeople, findTeams } from "./find-people.ts";
import { findPlaces } from "./find-places.ts";
import { findWorkloads } from "./find-workloads.ts";
import { bestOf } from "./ranked.ts";
import type { SearchAnswer } from "./schemas.ts";

/**
 * What the actor may see and whose name fits the text, the best fits first, a few of each sort. Reads memory and the
 * inventory; never a cluster.
 */
export async function search(ctx: Context, input: { readonly q: string }): Promise<SearchAnswer> {
  const { q } = input;
  const narrowed = await narrowScope(ctx, {});
  const { apps, workloads } = findWorkloads(ctx, narrowed.scope, q);
  const { namespaces, nodes, clusters } = findPlaces(ctx, narrowed, q);
  const [teams, people] = await Promise.all([findTeams(ctx, q), findPeople(ctx, q)]);
  return { items: bestOf([apps, workloads, namespaces, nodes, clusters, teams, people]) };
}
