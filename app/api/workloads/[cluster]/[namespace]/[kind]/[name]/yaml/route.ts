import { defineRoute } from "#lib/http/define-route";
import { getWorkloadYamlContract } from "#lib/workloads/contracts";
import { getWorkloadYaml } from "#lib/workloads/get-workload-yaml";

export const GET = defineRoute(getWorkloadYamlContract, ({ ctx, params }) => getWorkloadYaml(ctx, params));
