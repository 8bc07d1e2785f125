import { defineRoute } from "#lib/http/define-route";
import { addMember } from "#lib/teams/add-member";
import { addMemberContract } from "#lib/teams/contracts";

export const POST = defineRoute(addMemberContract, ({ ctx, params, body }) => addMember(ctx, params.team, body));
