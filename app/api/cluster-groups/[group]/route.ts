import { deleteClusterGroup } from "#lib/clusters/delete-cluster-group";
import { deleteClusterGroupContract } from "#lib/clusters/placement-contracts";
import { defineRoute } from "#lib/http/define-route";

export const DELETE = defineRoute(deleteClusterGroupContract, ({ ctx, params }) =>
  deleteClusterGroup(ctx, params.group),
);
