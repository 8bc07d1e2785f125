import { defineRoute } from "#lib/http/define-route";
import { getMeContract } from "#lib/me/contracts";
import { getMe } from "#lib/me/get-me";

export const GET = defineRoute(getMeContract, ({ ctx }) => getMe(ctx));
