import { defineContract } from "#lib/http/contract";
import { scopeQuerySchema } from "#lib/workloads/schemas";
import { namespaceDetailSchema, namespaceListSchema, namespaceParamsSchema } from "./schemas.ts";

const signedIn = { access: "signed-in", tags: ["Namespaces"] } as const;

export const listNamespacesContract = defineContract({
  ...signedIn,
  method: "GET",
  path: "/api/namespaces",
  summary: "Namespaces in the caller's sight, worst first",
  query: scopeQuerySchema,
  response: namespaceListSchema,
});

export const getNamespaceContract = defineContract({
  ...signedIn,
  method: "GET",
  path: "/api/namespaces/{cluster}/{namespace}",
  summary: "One namespace with its workloads, quotas, limits and events",
  params: namespaceParamsSchema,
  response: namespaceDetailSchema,
});
