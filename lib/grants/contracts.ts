import { z } from "zod";
import { defineContract } from "#lib/http/contract";
import {
  createGrantInput,
  extendGrantInput,
  grantChoicesSchema,
  grantFilterSchema,
  grantListSchema,
  grantPreviewSchema,
  previewGrantInput,
} from "./schemas.ts";

const signedIn = { access: "signed-in", tags: ["Grants"] } as const;
const grant = z.object({ grant: z.uuid() });
const created = z.object({ id: z.string() });
const none = z.void();

export const listGrantsContract = defineContract({
  ...signedIn,
  method: "GET",
  path: "/api/grants",
  summary: "Grants with their state",
  query: grantFilterSchema,
  response: grantListSchema,
});

export const createGrantContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/grants",
  summary: "Give a team or a person access to namespaces",
  body: createGrantInput,
  response: created,
  status: 201,
});

export const previewGrantContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/grants/preview",
  summary: "Which namespaces a grant would reach now; stores nothing",
  body: previewGrantInput,
  response: grantPreviewSchema,
});

export const grantChoicesContract = defineContract({
  ...signedIn,
  method: "GET",
  path: "/api/grants/choices",
  summary: "Subjects and targets to choose from",
  response: grantChoicesSchema,
});

export const revokeGrantContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/grants/{grant}/revoke",
  summary: "End a grant now",
  params: grant,
  response: none,
  status: 204,
});

export const restoreGrantContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/grants/{grant}/restore",
  summary: "Undo one's own revocation of the last two minutes",
  params: grant,
  response: created,
  status: 201,
});

export const extendGrantContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/grants/{grant}/extend",
  summary: "Move the end of a grant, or take it away",
  params: grant,
  body: extendGrantInput,
  response: none,
  status: 204,
});
