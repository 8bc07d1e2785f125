import { createLoader, parseAsString } from "nuqs/server";
import type { ScopeQuery } from "#lib/workloads/schemas";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

const load = createLoader({ team: parseAsString, cluster: parseAsString, environment: parseAsString });

/** The part of a page's address that narrows every list, as the queries take it. */
export async function loadScope(searchParams: SearchParams): Promise<ScopeQuery> {
  const { team, cluster, environment } = await load(searchParams);
  return { team: team ?? undefined, cluster: cluster ?? undefined, environment: environment ?? undefined };
}
