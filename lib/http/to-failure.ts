import { failure, isWheelhouseError, type WheelhouseError } from "#lib/core/errors";
import type { KubeError } from "#lib/kubernetes/types/errors";

/**
 * Any thrown value as an error of the table. Errors of clusters become sentences of our own: the text of a cluster may
 * quote what was sent to it.
 */
export function toFailure(error: unknown): WheelhouseError {
  if (isWheelhouseError(error)) return error;
  if (isKubeError(error)) return fromKubernetes(error);
  if (error instanceof Error && error.name === "AbortError")
    return failure("client_closed", undefined, { cause: error });
  return failure("internal", undefined, { cause: error });
}

function isKubeError(error: unknown): error is KubeError {
  return error instanceof Error && "kubernetes" in error && error.kubernetes === true;
}

function fromKubernetes(error: KubeError): WheelhouseError {
  const options = { cause: error };
  if (error.unreachable === "timeout") {
    return failure("cluster_timeout", `${error.cluster} did not answer in time.`, options);
  }
  if (error.status === undefined) return failure("cluster_unreachable", `${error.cluster} does not answer.`, options);
  if (error.status === 404) return failure("not_found", undefined, options);
  if (error.status === 409) return failure("conflict", undefined, options);
  if (error.status === 429) return failure("too_many_requests", `${error.cluster} asks to wait a moment.`, options);
  // One of the API's own words ("Forbidden"); an aggregated API could put any text there.
  const reason = /^[A-Za-z]{1,60}$/.test(error.reason) ? ` (${error.reason})` : "";
  return failure("cluster_refused", `${error.cluster} refused the request${reason}.`, options);
}
