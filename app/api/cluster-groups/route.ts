import { listClusterGroups } from "#lib/clusters/list-cluster-groups";
import { listClusterGroupsContract, saveClusterGroupContract } from "#lib/clusters/placement-contracts";
import { saveClusterGroup } from "#lib/clusters/save-cluster-group";
import { defineRoute } from "#lib/http/define-route";

export const GET = defineRoute(listClusterGroupsContract, ({ ctx }) => listClusterGroups(ctx));
export const PUT = defineRoute(saveClusterGroupContract, ({ ctx, body }) => saveClusterGroup(ctx, body));
