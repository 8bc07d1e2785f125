import { defineContract } from "#lib/http/contract";
import { auditFilterSchema, auditListSchema, chainStatusSchema } from "./schemas.ts";

export const listAuditContract = defineContract({
  method: "GET",
  path: "/api/audit",
  summary: "What was done and refused, newest first, as far as the caller may know",
  tags: ["Audit"],
  access: "signed-in",
  query: auditFilterSchema,
  response: auditListSchema,
});

export const chainStatusContract = defineContract({
  method: "GET",
  path: "/api/audit/chain",
  summary: "Whether the chain of audit rows is unbroken: reads all of it",
  tags: ["Audit"],
  access: "signed-in",
  response: chainStatusSchema,
});
