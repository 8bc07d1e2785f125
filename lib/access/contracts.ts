import { defineContract } from "#lib/http/contract";
import { accessExplanationSchema, explainAccessInput } from "./schemas.ts";

export const explainAccessContract = defineContract({
  method: "GET",
  path: "/api/access/explain",
  summary: "Why somebody may do something in a namespace, or what comes nearest",
  tags: ["Access"],
  access: "signed-in",
  query: explainAccessInput,
  response: accessExplanationSchema,
});
