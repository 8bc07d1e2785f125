import { defineRoute } from "#lib/http/define-route";
import { viewBody } from "#lib/live/read-view";
import { getWorkloadContract } from "#lib/workloads/contracts";

export const GET = defineRoute(getWorkloadContract, ({ ctx, params }) => viewBody(ctx, "workload", params));
