import { grantChoicesContract } from "#lib/grants/contracts";
import { listGrantChoices } from "#lib/grants/list-grant-choices";
import { defineRoute } from "#lib/http/define-route";

export const GET = defineRoute(grantChoicesContract, ({ ctx }) => listGrantChoices(ctx));
