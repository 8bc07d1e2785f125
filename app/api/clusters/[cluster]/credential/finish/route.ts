import { finishRotationContract } from "#lib/clusters/contracts";
import { finishRotation } from "#lib/clusters/finish-rotation";
import { defineRoute } from "#lib/http/define-route";

export const POST = defineRoute(finishRotationContract, ({ ctx, params }) => finishRotation(ctx, params.cluster));
