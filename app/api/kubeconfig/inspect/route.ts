import { inspectKubeconfigContract } from "#lib/clusters/contracts";
import { inspectKubeconfig } from "#lib/clusters/inspect-kubeconfig";
import { defineRoute } from "#lib/http/define-route";

export const POST = defineRoute(inspectKubeconfigContract, ({ ctx, body }) => inspectKubeconfig(ctx, body));
