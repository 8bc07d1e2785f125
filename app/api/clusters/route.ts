import { listClustersContract, registerClusterContract } from "#lib/clusters/contracts";
import { registerCluster } from "#lib/clusters/register-cluster";
import { defineRoute } from "#lib/http/define-route";
import { sharedBody } from "#lib/http/shared-body";

export const GET = defineRoute(listClustersContract, async ({ ctx }) => {
  return sharedBody(await ctx.runtime.live.read(ctx, "clusters", {}));
});
export const POST = defineRoute(registerClusterContract, ({ ctx, body }) => registerCluster(ctx, body));
