import { defineRoute } from "#lib/http/define-route";
import { deleteTeamContract, getTeamContract, updateTeamContract } from "#lib/teams/contracts";
import { deleteTeam } from "#lib/teams/delete-team";
import { getTeam } from "#lib/teams/get-team";
import { updateTeam } from "#lib/teams/update-team";

export const GET = defineRoute(getTeamContract, ({ ctx, params }) => getTeam(ctx, params.team));
export const PATCH = defineRoute(updateTeamContract, ({ ctx, params, body }) => updateTeam(ctx, params.team, body));
export const DELETE = defineRoute(deleteTeamContract, ({ ctx, params, body }) => deleteTeam(ctx, params.team, body));
