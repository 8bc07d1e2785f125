import { isExpired, isForbidden, isKubeError, isNotFound, isResourceVersionTooLarge } from "../api/errors.ts";

/**
 * What a reflector does about an error.
 * - `relist`: continuity is lost, list again
 * - `forbidden`, `unsupported`: stop, asking again soon would not help
 * - `retry`: wait and continue where it was
 */
export type FailureClass = "relist" | "forbidden" | "unsupported" | "retry";

export function classifyFailure(error: unknown): FailureClass {
  if (isExpired(error) || isResourceVersionTooLarge(error)) return "relist";
  if (isForbidden(error)) return "forbidden";
  if (isNotFound(error)) return "unsupported";
  // 405: the kind cannot be listed or watched; 406: it is not served as metadata only.
  if (isKubeError(error) && (error.status === 405 || error.status === 406)) return "unsupported";
  return "retry";
}
