import { defineContract } from "#lib/http/contract";
import { scopeQuerySchema } from "#lib/workloads/schemas";
import { summarySchema } from "./schemas.ts";

export const getSummaryContract = defineContract({
  method: "GET",
  path: "/api/summary",
  summary: "Capacity, requests, present use and quotas per cluster and team, as sums",
  tags: ["Summary"],
  access: "signed-in",
  query: scopeQuerySchema,
  response: summarySchema,
});
