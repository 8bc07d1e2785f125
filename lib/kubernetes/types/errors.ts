import type { UnreachableReason } from "./connection.ts";

/** What a Kubernetes API server answers when it refuses, reduced to what is safe and useful. */
export type KubeError = Error & {
  readonly kubernetes: true;
  /** Slug of the cluster. */
  readonly cluster: string;
  /** HTTP status, or undefined when no answer came. */
  readonly status: number | undefined;
  /** `Status.reason` of the answer ("Forbidden", "Expired", …), or an UnreachableReason. */
  readonly reason: string;
  readonly unreachable: UnreachableReason | undefined;
  readonly retryAfterSeconds: number | undefined;
};
