import { chainStatus } from "#lib/audit/chain-status";
import { chainStatusContract } from "#lib/audit/contracts";
import { defineRoute } from "#lib/http/define-route";

export const GET = defineRoute(chainStatusContract, ({ ctx }) => chainStatus(ctx));
