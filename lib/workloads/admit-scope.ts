import type { Context } from "#lib/context";
import type { ViewAdmission } from "#lib/live/hub";
import { scopeThroughTeam } from "./narrow-scope.ts";

/**
 * Admission to a view of rows: viewers with the same sight, through the same team, share it.
 * @throws `not_found` for a team that the viewer is not in
 */
export async function admitScope(ctx: Context, query: { readonly team?: string }): Promise<ViewAdmission> {
  const { scope } = await scopeThroughTeam(ctx, query.team);
  return { scope, shareKey: scope.hash };
}
