import type { GrantRole, TeamRole } from "./types.ts";

/** A team's viewer never gets more than sight through the team's grants. `manager` shows sums only, so it stays. */
export function capRole(role: GrantRole, teamRole: TeamRole | undefined): GrantRole {
  return teamRole === "viewer" && role !== "manager" ? "viewer" : role;
}
