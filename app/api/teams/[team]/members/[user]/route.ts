import { defineRoute } from "#lib/http/define-route";
import { changeMemberRole } from "#lib/teams/change-member-role";
import { changeMemberRoleContract, removeMemberContract } from "#lib/teams/contracts";
import { removeMember } from "#lib/teams/remove-member";

export const PATCH = defineRoute(changeMemberRoleContract, async ({ ctx, params, body }) => {
  await changeMemberRole(ctx, params.team, params.user, body);
});
export const DELETE = defineRoute(removeMemberContract, async ({ ctx, params }) => {
  await removeMember(ctx, params.team, params.user);
});
