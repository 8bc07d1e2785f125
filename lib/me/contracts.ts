import { defineContract } from "#lib/http/contract";
import { accountSchema, changePasswordInput, endedSessionsSchema, meSchema } from "./schemas.ts";

const signedIn = { access: "signed-in", tags: ["Session"] } as const;

export const getMeContract = defineContract({
  ...signedIn,
  method: "GET",
  path: "/api/me",
  summary: "Who the caller is, their teams, and the parts of the portal that exist for them",
  response: meSchema,
});

export const getAccountContract = defineContract({
  ...signedIn,
  method: "GET",
  path: "/api/me/account",
  summary: "The caller's account: teams, password, and where they are signed in",
  response: accountSchema,
});

export const changePasswordContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/me/password",
  summary: "Change the caller's own password; ends their other sessions and gives this one a new cookie",
  body: changePasswordInput,
  response: endedSessionsSchema,
});

export const signOutElsewhereContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/me/sign-out-elsewhere",
  summary: "End all sessions of the caller but this one",
  response: endedSessionsSchema,
});
