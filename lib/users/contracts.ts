import { z } from "zod";
import { defineContract } from "#lib/http/contract";
import { createdUserSchema, createUserInput, setPortalRoleInput, userListSchema } from "./schemas.ts";

const signedIn = { access: "signed-in", tags: ["People"] } as const;
const user = z.object({ user: z.uuid() });
const none = z.void();

export const listUsersContract = defineContract({
  ...signedIn,
  method: "GET",
  path: "/api/users",
  summary: "Everybody who can sign in",
  response: userListSchema,
});

export const createUserContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/users",
  summary: "Create a local account; the answer holds its password once",
  body: createUserInput,
  response: createdUserSchema,
  status: 201,
});

export const suspendUserContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/users/{user}/suspend",
  summary: "Suspend an account and end its sessions",
  params: user,
  response: none,
  status: 204,
});

export const reactivateUserContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/users/{user}/reactivate",
  summary: "Let a suspended account sign in again",
  params: user,
  response: none,
  status: 204,
});

export const setPortalRoleContract = defineContract({
  ...signedIn,
  method: "PUT",
  path: "/api/users/{user}/role",
  summary: "Change what a person may do in the portal",
  params: user,
  body: setPortalRoleInput,
  response: none,
  status: 204,
});

export const revokeSessionsContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/users/{user}/sign-out",
  summary: "End all sessions of a person",
  params: user,
  response: z.object({ sessions: z.number() }),
});

export const resetPasswordContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/users/{user}/password",
  summary: "Replace a local password; the answer holds the new one once",
  params: user,
  response: createdUserSchema,
});
