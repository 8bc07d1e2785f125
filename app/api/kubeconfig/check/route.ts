import { checkContext } from "#lib/clusters/check-context";
import { checkContextContract } from "#lib/clusters/contracts";
import { defineRoute } from "#lib/http/define-route";

export const POST = defineRoute(checkContextContract, ({ ctx, body, report }) => checkContext(ctx, body, report));
