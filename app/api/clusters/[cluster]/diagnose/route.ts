import { diagnoseClusterContract } from "#lib/clusters/contracts";
import { diagnoseCluster } from "#lib/clusters/diagnose-cluster";
import { defineRoute } from "#lib/http/define-route";

export const POST = defineRoute(diagnoseClusterContract, ({ ctx, params }) => diagnoseCluster(ctx, params.cluster));
