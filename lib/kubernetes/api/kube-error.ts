import type { UnreachableReason } from "../types/connection.ts";
import type { KubeError } from "../types/errors.ts";

type KubeErrorParts = {
  /** Slug of the cluster. */
  cluster: string;
  /** Shown to people: no secrets in it. */
  message: string;
  status?: number;
  reason?: string;
  unreachable?: UnreachableReason;
  retryAfterSeconds?: number;
  cause?: unknown;
};

/** Makes a KubeError. `reason` defaults to the class of unreachability, then to "Unknown". */
export function kubeError(parts: KubeErrorParts): KubeError {
  const error = new Error(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause });
  return Object.assign(error, {
    kubernetes: true as const,
    cluster: parts.cluster,
    status: parts.status,
    reason: parts.reason ?? parts.unreachable ?? "Unknown",
    unreachable: parts.unreachable,
    retryAfterSeconds: parts.retryAfterSeconds,
  });
}
