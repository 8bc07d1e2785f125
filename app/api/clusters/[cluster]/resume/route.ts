import { resumeClusterContract } from "#lib/clusters/contracts";
import { resumeCluster } from "#lib/clusters/resume-cluster";
import { defineRoute } from "#lib/http/define-route";

export const POST = defineRoute(resumeClusterContract, ({ ctx, params }) => resumeCluster(ctx, params.cluster));
