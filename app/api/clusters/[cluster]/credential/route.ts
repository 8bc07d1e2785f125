import { rotateCredentialContract } from "#lib/clusters/contracts";
import { rotateCredential } from "#lib/clusters/rotate-credential";
import { defineRoute } from "#lib/http/define-route";

export const POST = defineRoute(rotateCredentialContract, ({ ctx, params, body, report }) =>
  rotateCredential(ctx, params.cluster, body, report),
);
