import { isKubeError, isUnauthorized } from "../api/errors.ts";
import type { UnreachableReason } from "../types/connection.ts";

/** Why a list or a watch failed, as a cache reports it. */
export function explainFailure(error: unknown): { reason: UnreachableReason; message: string } {
  const known = isKubeError(error) ? error : undefined;
  return {
    reason: known?.unreachable ?? (isUnauthorized(error) ? "credential" : "server-error"),
    message: known?.message ?? "The answer of the cluster could not be read.",
  };
}
