import { listEnvironments } from "#lib/clusters/list-environments";
import { listEnvironmentsContract, saveEnvironmentContract } from "#lib/clusters/placement-contracts";
import { saveEnvironment } from "#lib/clusters/save-environment";
import { defineRoute } from "#lib/http/define-route";

export const GET = defineRoute(listEnvironmentsContract, ({ ctx }) => listEnvironments(ctx));
export const PUT = defineRoute(saveEnvironmentContract, ({ ctx, body }) => saveEnvironment(ctx, body));
