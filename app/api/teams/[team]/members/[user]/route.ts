import { defineRoute } from "#lib/http/define-route";
import { changeMemberRole } from "#lib/teams/change-member-role";
import { changeMemberRoleContract, removeMemberContract } from "#lib/teams/contracts";
import { removeMember } from "#lib/teams/remove-member";

export const PATCH = defineRoute(changeMemberRoleContract, ({ ctx, params, body }) =>
  changeMemberRole(ctx, params.team, params.user, body),
);
export const DELETE = defineRoute(removeMemberContract, ({ ctx, params }) =>
  removeMember(ctx, params.team, params.user),
);
