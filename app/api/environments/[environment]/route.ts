import { deleteEnvironment } from "#lib/clusters/delete-environment";
import { deleteEnvironmentContract } from "#lib/clusters/placement-contracts";
import { defineRoute } from "#lib/http/define-route";

export const DELETE = defineRoute(deleteEnvironmentContract, ({ ctx, params }) => {
  return deleteEnvironment(ctx, params.environment);
});
