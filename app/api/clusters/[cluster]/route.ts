import { getClusterContract, removeClusterContract, updateClusterContract } from "#lib/clusters/contracts";
import { removeCluster } from "#lib/clusters/remove-cluster";
import { updateCluster } from "#lib/clusters/update-cluster";
import { defineRoute } from "#lib/http/define-route";
import { sharedBody } from "#lib/http/shared-body";

export const GET = defineRoute(getClusterContract, async ({ ctx, params }) => {
  return sharedBody(await ctx.runtime.live.read(ctx, "cluster", params));
});
export const PATCH = defineRoute(updateClusterContract, ({ ctx, params, body }) => {
  return updateCluster(ctx, params.cluster, body);
});
export const DELETE = defineRoute(removeClusterContract, ({ ctx, params, body }) => {
  return removeCluster(ctx, params.cluster, body);
});
