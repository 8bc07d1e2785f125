import { decide } from "#lib/access/decide";
import { readRowsByCluster } from "#lib/access/read-rows-by-cluster";
import { readSummaryRows } from "#lib/access/read-summary-rows";
import { isCurrent } from "#lib/access/snapshot";
import type { PortalAction } from "#lib/access/types";
import type { Context } from "#lib/context";
import { compareText } from "#lib/workloads/format";
import { type NarrowedScope, narrowScope } from "#lib/workloads/narrow-scope";
import { readMemberships } from "./read-memberships.ts";
import type { Me, SectionId } from "./schemas.ts";

/** Who the actor is, in which teams, and which parts of the portal exist for them. */
export async function getMe(ctx: Context): Promise<Me> {
  const narrowed = await narrowScope(ctx, {});
  const { userId, displayName, email, portalRole } = ctx.actor;
  return {
    ...{ userId, displayName, email, portalRole },
    teams: (await readMemberships(ctx)).map(({ id, ...team }) => team),
    sections: await readSections(ctx),
    ...(await readClusters(ctx, narrowed)),
  };
}

/** Hints for the sidebar. What each page shows is decided by its own verbs. */
async function readSections(ctx: Context): Promise<SectionId[]> {
  const may = async (action: PortalAction) => (await decide(ctx, { kind: "portal", action })).allowed;
  const snapshot = await ctx.runtime.access.snapshotOf(ctx.actor.userId, ctx.actor.epoch);
  const now = ctx.runtime.clock.now();
  // Sums are not rows: a manager without grants has no applications, a member without grants has an empty home.
  const seesRows =
    snapshot.portalRole === "member" ||
    snapshot.bindings.some((binding) => binding.role !== "manager" && isCurrent(binding, now));
  const owns = snapshot.teams.some((team) => team.role === "owner");
  const sections: [SectionId, boolean][] = [
    ["home", seesRows],
    ["summary", await may("fleet.summary")],
    ["apps", seesRows],
    ["namespaces", seesRows],
    ["clusters", await may("clusters.view")],
    ["access", (await may("teams.manage")) || owns],
    ["audit", await may("audit.view")],
  ];
  return sections.filter(([, allowed]) => allowed).map(([section]) => section);
}

async function readClusters(
  ctx: Context,
  { scope, places }: NarrowedScope,
): Promise<Pick<Me, "clusters" | "environments">> {
  // People with sums only may not list pods anywhere, but know how old their sums are.
  const sums = (await decide(ctx, { kind: "portal", action: "fleet.summary" })).allowed;
  const { freshness } = sums
    ? await readSummaryRows(ctx, { kind: "Pod", scope })
    : readRowsByCluster(ctx, { scope, kind: "Pod", clusterIds: places.keys() });
  const clusters = freshness.flatMap((entry) => {
    const place = places.get(entry.clusterId);
    if (!place) return [];
    const { slug, displayName, environment } = place;
    return [{ slug, displayName, environment: environment.slug, freshness: entry }];
  });
  const environments = new Map([...places.values()].map(({ environment }) => [environment.slug, environment]));
  return {
    clusters,
    environments: [...environments.values()]
      .sort((a, b) => a.rank - b.rank || compareText(a.slug, b.slug))
      .map(({ slug, name }) => ({ slug, name })),
  };
}
