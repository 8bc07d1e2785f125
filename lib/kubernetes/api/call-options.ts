import type { KubeRequest } from "../types/connection.ts";

/** What every call may say besides its object. */
export type CallOptions = Pick<KubeRequest, "impersonate" | "signal">;

export type WriteOptions = CallOptions & {
  /** Lets the server check and default the object without storing it. */
  readonly dryRun?: boolean;
  /** Owner of the fields written; required for apply. */
  readonly fieldManager?: string;
};

/** Unknown and duplicate fields are errors: a typo must not be dropped silently. */
export function writeQuery({ dryRun, fieldManager }: WriteOptions): Record<string, string | undefined> {
  return { dryRun: dryRun === true ? "All" : undefined, fieldManager, fieldValidation: "Strict" };
}
