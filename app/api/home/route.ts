import { getHomeContract } from "#lib/apps/contracts";
import { defineRoute } from "#lib/http/define-route";
import { viewBody } from "#lib/live/read-view";

export const GET = defineRoute(getHomeContract, ({ ctx, query }) => viewBody(ctx, "home", query));
