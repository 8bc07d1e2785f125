import { z } from "zod";
import { defineContract } from "#lib/http/contract";
import {
  addMemberInput,
  changeMemberRoleInput,
  createTeamInput,
  deleteTeamInput,
  teamDetailSchema,
  teamListSchema,
  updateTeamInput,
} from "./schemas.ts";

const signedIn = { access: "signed-in", tags: ["Teams"] } as const;
const team = z.object({ team: z.string() });
const member = z.object({ team: z.string(), user: z.uuid() });
const none = z.void();

export const listTeamsContract = defineContract({
  ...signedIn,
  method: "GET",
  path: "/api/teams",
  summary: "Teams that the caller may see",
  response: teamListSchema,
});

export const createTeamContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/teams",
  summary: "Create a team",
  body: createTeamInput,
  response: z.object({ slug: z.string() }),
  status: 201,
});

export const getTeamContract = defineContract({
  ...signedIn,
  method: "GET",
  path: "/api/teams/{team}",
  summary: "One team with its members",
  params: team,
  response: teamDetailSchema,
});

export const updateTeamContract = defineContract({
  ...signedIn,
  method: "PATCH",
  path: "/api/teams/{team}",
  summary: "Rename a team",
  params: team,
  body: updateTeamInput,
  response: none,
  status: 204,
});

export const deleteTeamContract = defineContract({
  ...signedIn,
  method: "DELETE",
  path: "/api/teams/{team}",
  summary: "Delete a team with its memberships and grants",
  params: team,
  body: deleteTeamInput,
  response: none,
  status: 204,
});

export const addMemberContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/teams/{team}/members",
  summary: "Add a person to a team",
  params: team,
  body: addMemberInput,
  response: none,
  status: 204,
});

export const changeMemberRoleContract = defineContract({
  ...signedIn,
  method: "PATCH",
  path: "/api/teams/{team}/members/{user}",
  summary: "Change a member's role",
  params: member,
  body: changeMemberRoleInput,
  response: none,
  status: 204,
});

export const removeMemberContract = defineContract({
  ...signedIn,
  method: "DELETE",
  path: "/api/teams/{team}/members/{user}",
  summary: "Take a person out of a team",
  params: member,
  response: none,
  status: 204,
});
