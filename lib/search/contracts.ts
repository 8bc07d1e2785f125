import { defineContract } from "#lib/http/contract";
import { searchAnswerSchema, searchQuerySchema } from "./schemas.ts";

export const searchContract = defineContract({
  method: "GET",
  path: "/api/search",
  summary: "Applications, workloads, namespaces, nodes, clusters, teams and people in the caller's sight, by name",
  tags: ["Search"],
  access: "signed-in",
  query: searchQuerySchema,
  response: searchAnswerSchema,
});
