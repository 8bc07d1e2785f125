import { previewGrantContract } from "#lib/grants/contracts";
import { previewGrant } from "#lib/grants/preview-grant";
import { defineRoute } from "#lib/http/define-route";

export const POST = defineRoute(previewGrantContract, ({ ctx, body }) => previewGrant(ctx, body));
