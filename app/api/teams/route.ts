import { defineRoute } from "#lib/http/define-route";
import { createTeamContract, listTeamsContract } from "#lib/teams/contracts";
import { createTeam } from "#lib/teams/create-team";
import { listTeams } from "#lib/teams/list-teams";

export const GET = defineRoute(listTeamsContract, ({ ctx }) => listTeams(ctx));
export const POST = defineRoute(createTeamContract, ({ ctx, body }) => createTeam(ctx, body));
