import type { GrantState } from "./schemas.ts";

type Times = {
  readonly startsAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
};

/** Within this many milliseconds of its end an active grant is shown as ending. */
export const ENDS_SOON_MS = 7 * 86_400_000;

/** Where a grant stands at a moment. Revoked wins over expired, so that a list says who ended it. Pure. */
export function deriveGrantState(grant: Times, now: number): GrantState {
  if (grant.revokedAt !== null) return "revoked";
  if (grant.expiresAt !== null && grant.expiresAt.getTime() <= now) return "expired";
  return grant.startsAt.getTime() > now ? "future" : "active";
}

/** Whether an active grant ends within a week. Pure. */
export function endsSoon(grant: Times, now: number): boolean {
  if (deriveGrantState(grant, now) !== "active" || grant.expiresAt === null) return false;
  return grant.expiresAt.getTime() - now <= ENDS_SOON_MS;
}
