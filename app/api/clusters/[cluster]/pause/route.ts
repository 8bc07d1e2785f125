import { pauseClusterContract } from "#lib/clusters/contracts";
import { pauseCluster } from "#lib/clusters/pause-cluster";
import { defineRoute } from "#lib/http/define-route";

export const POST = defineRoute(pauseClusterContract, ({ ctx, params }) => pauseCluster(ctx, params.cluster));
