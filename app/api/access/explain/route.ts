import { explainAccessContract } from "#lib/access/contracts";
import { explainAccess } from "#lib/access/explain-access";
import { defineRoute } from "#lib/http/define-route";

export const GET = defineRoute(explainAccessContract, ({ ctx, query }) => explainAccess(ctx, query));
