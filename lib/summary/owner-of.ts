import { matchesNamespace } from "#lib/access/matches-namespace";
import type { Binding } from "#lib/access/types";

/** Where each team's grants reach, by team id. */
export type TeamRegions = ReadonlyMap<string, readonly Binding[]>;

type Claim = { teamId: string; binding: Binding; weight: number };

/**
 * The one team that a namespace's figures are counted for, so that sums over teams add up: the team whose grant works
 * on it (before those that only view it), by the most exact name, then the oldest grant.
 * @param now epoch milliseconds
 * @returns a team id, or undefined when no grant of a team names the namespace
 */
export function ownerOf(regions: TeamRegions, clusterId: string, namespace: string, now: number): string | undefined {
  const claims = [...regions].flatMap(([teamId, bindings]) =>
    bindings
      .filter((binding) => reaches(binding, clusterId, now))
      .flatMap((binding) =>
        binding.namespaces
          .filter((pattern) => matchesNamespace(pattern, namespace))
          .map((pattern): Claim => ({ teamId, binding, weight: weightOf(binding, pattern) })),
      ),
  );
  return claims.sort(compareClaims)[0]?.teamId;
}

function reaches({ role, clusterId, startsAt, expiresAt }: Binding, wanted: string, now: number): boolean {
  if (role === "manager") return false;
  if (clusterId !== undefined && clusterId !== wanted) return false;
  return (startsAt ?? 0) <= now && (expiresAt === undefined || expiresAt > now);
}

const WORKS = 10_000;
const EXACT = 1_000;

/** Working on it counts more than viewing it; a name more than a pattern, a long pattern more than a short one. */
function weightOf({ role }: Binding, pattern: string): number {
  const exactness = pattern.includes("*") ? pattern.replaceAll("*", "").length : EXACT;
  return (role === "viewer" ? 0 : WORKS) + exactness;
}

function compareClaims(a: Claim, b: Claim): number {
  return (
    b.weight - a.weight ||
    (a.binding.startsAt ?? 0) - (b.binding.startsAt ?? 0) ||
    (a.teamId < b.teamId ? -1 : Number(a.teamId > b.teamId))
  );
}
