import { defineRoute } from "#lib/http/define-route";
import { revokeSessionsContract } from "#lib/users/contracts";
import { revokeSessions } from "#lib/users/revoke-sessions";

export const POST = defineRoute(revokeSessionsContract, ({ ctx, params }) => revokeSessions(ctx, params.user));
