import { defineRoute } from "#lib/http/define-route";
import { signOutElsewhereContract } from "#lib/me/contracts";
import { signOutElsewhere } from "#lib/me/sign-out-elsewhere";

export const POST = defineRoute(signOutElsewhereContract, ({ ctx }) => signOutElsewhere(ctx));
