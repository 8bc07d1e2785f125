import { listAuditContract } from "#lib/audit/contracts";
import { listAudit } from "#lib/audit/list-audit";
import { defineRoute } from "#lib/http/define-route";

export const GET = defineRoute(listAuditContract, ({ ctx, query }) => listAudit(ctx, query));
