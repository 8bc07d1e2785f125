import type { Clock } from "#lib/core/clock";
import type { ClusterConnection, KubeResponse } from "../types/connection.ts";
import type { DiagnosisFacts, DiagnosisState } from "../types/diagnosis.ts";

export type DiagnosisContext = {
  readonly connection: ClusterConnection;
  /** Where to try what cannot be done cluster-wide. */
  readonly namespaces: readonly string[];
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  /** The answer to the first request, and when (epoch milliseconds) it came. */
  readonly first: { readonly response: KubeResponse; readonly at: number };
};

/** What one check found. */
export type CheckResult = {
  readonly state: DiagnosisState;
  readonly sentence: string;
  readonly fix?: string;
  readonly facts?: DiagnosisFacts;
};

export type Check = (context: DiagnosisContext) => Promise<CheckResult>;
