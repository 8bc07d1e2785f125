import { z } from "zod";
import * as access from "#lib/access/contracts";
import * as apps from "#lib/apps/contracts";
import * as audit from "#lib/audit/contracts";
import * as clusters from "#lib/clusters/contracts";
import * as placement from "#lib/clusters/placement-contracts";
import * as grants from "#lib/grants/contracts";
import { defineContract, type RouteContract } from "#lib/http/contract";
import * as me from "#lib/me/contracts";
import * as namespaces from "#lib/namespaces/contracts";
import * as search from "#lib/search/contracts";
import * as summary from "#lib/summary/contracts";
import * as teams from "#lib/teams/contracts";
import * as users from "#lib/users/contracts";
import * as workloads from "#lib/workloads/contracts";

export const getOpenApiContract = defineContract({
  method: "GET",
  path: "/api/openapi.json",
  summary: "This document",
  tags: ["Operations"],
  access: "public",
  response: z.looseObject({ openapi: z.string() }),
});

/**
 * Every JSON route of the portal. A test compares this list with the files of `app/api`, so a route without a contract,
 * or a contract without a route, fails.
 */
export const API_CONTRACTS: readonly RouteContract[] = [
  { getOpenApiContract },
  access,
  apps,
  audit,
  clusters,
  placement,
  grants,
  me,
  namespaces,
  search,
  summary,
  teams,
  users,
  workloads,
].flatMap((module) => Object.values<RouteContract>(module));
