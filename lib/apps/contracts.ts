import { defineContract } from "#lib/http/contract";
import { scopeQuerySchema } from "#lib/workloads/schemas";
import { appListSchema, homeSchema } from "./schemas.ts";

const signedIn = { access: "signed-in", tags: ["Applications"] } as const;

export const getHomeContract = defineContract({
  ...signedIn,
  method: "GET",
  path: "/api/home",
  summary: "Applications, changes, quotas and what waits for the caller",
  query: scopeQuerySchema,
  response: homeSchema,
});

export const listAppsContract = defineContract({
  ...signedIn,
  method: "GET",
  path: "/api/apps",
  summary: "Applications in the caller's sight, worst first",
  query: scopeQuerySchema,
  response: appListSchema,
});
