import { listAppsContract } from "#lib/apps/contracts";
import { defineRoute } from "#lib/http/define-route";
import { viewBody } from "#lib/live/read-view";

export const GET = defineRoute(listAppsContract, ({ ctx, query }) => viewBody(ctx, "apps", query));
