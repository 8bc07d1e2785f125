import { defineRoute } from "#lib/http/define-route";
import { viewBody } from "#lib/live/read-view";
import { getSummaryContract } from "#lib/summary/contracts";

export const GET = defineRoute(getSummaryContract, ({ ctx, query }) => viewBody(ctx, "summary", query));
