import { requireAccess } from "#lib/access/require";
import type { Context } from "#lib/context";
import type { ChainStatus } from "./schemas.ts";
import { verifyAuditChain } from "./verify-audit-chain.ts";

/** Reads the whole chain and says whether it is what was written. Only for those who manage the portal. */
export async function chainStatus(ctx: Context): Promise<ChainStatus> {
  await requireAccess(ctx, { kind: "portal", action: "users.manage" });
  const { checked, head, broken, openIntents } = await verifyAuditChain({ db: ctx.runtime.db });
  return { checkedAt: ctx.runtime.clock.now(), checked, head, broken, openIntents };
}
