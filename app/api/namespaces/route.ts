import { defineRoute } from "#lib/http/define-route";
import { viewBody } from "#lib/live/read-view";
import { listNamespacesContract } from "#lib/namespaces/contracts";

export const GET = defineRoute(listNamespacesContract, ({ ctx, query }) => viewBody(ctx, "namespaces", query));
