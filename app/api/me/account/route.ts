import { defineRoute } from "#lib/http/define-route";
import { getAccountContract } from "#lib/me/contracts";
import { getAccount } from "#lib/me/get-account";

export const GET = defineRoute(getAccountContract, ({ ctx }) => getAccount(ctx));
