import { defineContract } from "#lib/http/contract";
import { scopeQuerySchema } from "#lib/workloads/schemas";
import { summarySchema } from "./schemas.ts";

export const getSummaryContract = defineContract({
  method: "GET",
  path: "/api/summary",
  summary: "Capacity, requests and quotas per cluster and team, as sums; measured use is not among them",
  tags: ["Summary"],
  access: "signed-in",
  query: scopeQuerySchema,
  response: summarySchema,
});
