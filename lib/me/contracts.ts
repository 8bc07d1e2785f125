import { defineContract } from "#lib/http/contract";
import { meSchema } from "./schemas.ts";

export const getMeContract = defineContract({
  method: "GET",
  path: "/api/me",
  summary: "Who the caller is, their teams, and the parts of the portal that exist for them",
  tags: ["Session"],
  access: "signed-in",
  response: meSchema,
});
