import { isKubeError } from "../api/errors.ts";
import type { KubeError } from "../types/errors.ts";

/** Marks an error of a request that the server certainly did not process. */
export function neverProcessed(error: KubeError): KubeError {
  return Object.assign(error, { neverProcessed: true });
}

/**
 * Whether a request that got no answer may be sent once more: it was refused before processing (GOAWAY,
 * REFUSED_STREAM), or it only reads and the connection broke under it.
 */
export function maySendAgain(error: unknown, method: string): boolean {
  if (!isKubeError(error)) return false;
  return "neverProcessed" in error || (method === "GET" && error.unreachable === "reset");
}
