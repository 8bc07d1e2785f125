import type { Binding, PortalRole, ScopedCluster, TeamRole } from "./types.ts";

/** All that decisions about one person need, at one epoch. Times are not applied yet: bindings carry theirs. */
export type AccessSnapshot = {
  readonly userId: string;
  readonly epoch: number;
  /** False: suspended, or no such person. Nothing is allowed then. */
  readonly active: boolean;
  readonly portalRole: PortalRole;
  readonly teams: readonly { readonly teamId: string; readonly slug: string; readonly role: TeamRole }[];
  readonly bindings: readonly Binding[];
  /** Where each team's grants reach. For people with a portal role: all teams; else their own. */
  readonly teamRegions: ReadonlyMap<string, readonly Binding[]>;
  /** Every registered cluster. */
  readonly clusters: ReadonlyMap<string, ScopedCluster>;
};

/** Whether a binding counts at a moment. The end is exclusive. */
export function isCurrent(binding: Pick<Binding, "startsAt" | "expiresAt">, now: number): boolean {
  if (binding.startsAt !== undefined && binding.startsAt > now) return false;
  return binding.expiresAt === undefined || binding.expiresAt > now;
}

/** The next moment at which one of the bindings starts or ends. */
export function nextChange(bindings: readonly Binding[], now: number): number | undefined {
  const times = bindings.flatMap(({ startsAt, expiresAt }) => [startsAt, expiresAt]);
  const future = times.filter((time): time is number => time !== undefined && time > now);
  return future.length === 0 ? undefined : Math.min(...future);
}
