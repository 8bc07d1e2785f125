import { restoreGrantContract } from "#lib/grants/contracts";
import { restoreGrant } from "#lib/grants/restore-grant";
import { defineRoute } from "#lib/http/define-route";

export const POST = defineRoute(restoreGrantContract, ({ ctx, params }) => restoreGrant(ctx, params.grant));
