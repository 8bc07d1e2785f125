import type { KubeError } from "../types/errors.ts";

/** Told apart by a mark, not by class: errors cross module instances. */
export function isKubeError(error: unknown): error is KubeError {
  return error instanceof Object && "kubernetes" in error && error.kubernetes === true;
}

/** The resource version or continue token is too old (410 as status or as watch event): list again. */
export function isExpired(error: unknown): boolean {
  return isKubeError(error) && (error.status === 410 || error.reason === "Expired" || error.reason === "Gone");
}

/** The cluster knows the caller and says no. */
export function isForbidden(error: unknown): boolean {
  return isKubeError(error) && error.status === 403;
}

/** The cluster does not accept the credential. */
export function isUnauthorized(error: unknown): boolean {
  return isKubeError(error) && error.status === 401;
}

/** No usable answer came from the cluster; `unreachable` says why. */
export function isUnreachable(error: unknown): boolean {
  return isKubeError(error) && error.unreachable !== undefined;
}

/** Somebody else changed or created the object first (409). */
export function isConflict(error: unknown): boolean {
  return isKubeError(error) && error.status === 409;
}

/** The object, or the kind itself, does not exist (404). */
export function isNotFound(error: unknown): boolean {
  return isKubeError(error) && error.status === 404;
}

/** The API server sheds load (429), or the connection still waits out its Retry-After. */
export function isTooManyRequests(error: unknown): boolean {
  return isKubeError(error) && (error.status === 429 || error.unreachable === "throttled");
}

/** The request's parameters or object are refused as invalid (400 or 422). */
export function isInvalid(error: unknown): boolean {
  return isKubeError(error) && (error.status === 400 || error.status === 422);
}

/** The answer is larger than what is read of one. */
export function isTooLarge(error: unknown): boolean {
  return isKubeError(error) && error.reason === "TooLarge";
}

/** The server has not caught up with the resource version asked for (`ResourceVersionTooLarge`). */
export function isResourceVersionTooLarge(error: unknown): boolean {
  if (!isKubeError(error) || (error.status !== 504 && error.reason !== "Timeout")) return false;
  return error.message.includes("Too large resource version");
}
