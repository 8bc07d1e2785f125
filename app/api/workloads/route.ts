import { defineRoute } from "#lib/http/define-route";
import { viewBody } from "#lib/live/read-view";
import { listWorkloadsContract } from "#lib/workloads/contracts";

export const GET = defineRoute(listWorkloadsContract, ({ ctx, query }) => viewBody(ctx, "workloads", query));
