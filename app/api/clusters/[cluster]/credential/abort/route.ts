import { abortRotation } from "#lib/clusters/abort-rotation";
import { abortRotationContract } from "#lib/clusters/contracts";
import { defineRoute } from "#lib/http/define-route";

export const POST = defineRoute(abortRotationContract, ({ ctx, params }) => abortRotation(ctx, params.cluster));
