import { isKubeError } from "#lib/kubernetes/api/errors";
import type { KubeError } from "#lib/kubernetes/types/errors";

/** The error with which the cluster answers. @throws when the call succeeds or fails otherwise */
export async function failureOf(call: Promise<unknown>): Promise<KubeError> {
  const error = await call.then(
    (answer) => new Error(`the cluster did not refuse: ${JSON.stringify(answer).slice(0, 300)}`),
    (reason: unknown) => reason,
  );
  if (!isKubeError(error)) throw error;
  return error;
}
