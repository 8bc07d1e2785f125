import { z } from "zod";
import { defineContract } from "#lib/http/contract";
import {
  clusterGroupInput,
  clusterGroupRowSchema,
  environmentInput,
  environmentRowSchema,
} from "./placement-schemas.ts";

const signedIn = { access: "signed-in", tags: ["Clusters"] } as const;
const saved = z.object({ slug: z.string() });
const none = z.void();

export const listEnvironmentsContract = defineContract({
  ...signedIn,
  method: "GET",
  path: "/api/environments",
  summary: "Environments in order of rank",
  response: z.object({ items: z.array(environmentRowSchema) }),
});

export const saveEnvironmentContract = defineContract({
  ...signedIn,
  method: "PUT",
  path: "/api/environments",
  summary: "Create or change an environment",
  body: environmentInput,
  response: saved,
});

export const deleteEnvironmentContract = defineContract({
  ...signedIn,
  method: "DELETE",
  path: "/api/environments/{environment}",
  summary: "Delete an environment that nothing uses",
  params: z.object({ environment: z.string() }),
  response: none,
  status: 204,
});

export const listClusterGroupsContract = defineContract({
  ...signedIn,
  method: "GET",
  path: "/api/cluster-groups",
  summary: "Groups of clusters",
  response: z.object({ items: z.array(clusterGroupRowSchema) }),
});

export const saveClusterGroupContract = defineContract({
  ...signedIn,
  method: "PUT",
  path: "/api/cluster-groups",
  summary: "Create or change a group of clusters",
  body: clusterGroupInput,
  response: saved,
});

export const deleteClusterGroupContract = defineContract({
  ...signedIn,
  method: "DELETE",
  path: "/api/cluster-groups/{group}",
  summary: "Delete a group that no grant names",
  params: z.object({ group: z.string() }),
  response: none,
  status: 204,
});
