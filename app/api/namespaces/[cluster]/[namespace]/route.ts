import { defineRoute } from "#lib/http/define-route";
import { viewBody } from "#lib/live/read-view";
import { getNamespaceContract } from "#lib/namespaces/contracts";

export const GET = defineRoute(getNamespaceContract, ({ ctx, params }) => viewBody(ctx, "namespace", params));
