import type { Clock } from "#lib/core/clock";
import { isKubeError } from "../api/errors.ts";
import type { ClusterConnection } from "../types/connection.ts";
import type { Diagnosis, DiagnosisFacts, DiagnosisStep, DiagnosisStepId } from "../types/diagnosis.ts";
import { checkComponents } from "./check-components.ts";
import { checkCredential } from "./check-credential.ts";
import { checkClock, checkProtocol, checkTls, checkVersion } from "./check-first-answer.ts";
import { checkIdentity } from "./check-identity.ts";
import { checkImpersonation } from "./check-impersonation.ts";
import { checkLatency } from "./check-latency.ts";
import { checkMetrics } from "./check-metrics.ts";
import { checkPermissions } from "./check-permissions.ts";
import { checkPrometheus } from "./check-prometheus.ts";
import type { Check, CheckResult, DiagnosisContext } from "./diagnosis-context.ts";
import { DIAGNOSIS_STEPS } from "./diagnosis-steps.ts";
import { UNREACHABLE_FIX } from "./explain-unreachable.ts";

const CHECKS: Readonly<Record<Exclude<DiagnosisStepId, "reachable">, Check>> = {
  tls: checkTls,
  credential: checkCredential,
  version: checkVersion,
  protocol: checkProtocol,
  latency: checkLatency,
  clock: checkClock,
  identity: checkIdentity,
  permissions: checkPermissions,
  impersonation: checkImpersonation,
  metrics: checkMetrics,
  prometheus: checkPrometheus,
  components: checkComponents,
};

export type DiagnoseOptions = {
  /** Where to try what the credential cannot do cluster-wide. */
  readonly namespaces: readonly string[];
  readonly clock: Clock;
  /** Called as each step begins: several run at a time. */
  readonly onStart?: (id: DiagnosisStepId) => void;
  /** Called as each step is done, in the order in which they finish. */
  readonly onStep?: (step: DiagnosisStep) => void;
  readonly signal?: AbortSignal;
};

/**
 * Finds out by trying what a cluster and its credential can do. Changes nothing in the cluster. A step that cannot be
 * found out is `unknown` and does not stop the others.
 * @throws only the signal's reason
 */
export async function diagnoseConnection(connection: ClusterConnection, options: DiagnoseOptions): Promise<Diagnosis> {
  const { clock, namespaces, signal, onStart, onStep } = options;
  const steps = new Map<DiagnosisStepId, DiagnosisStep>();
  let facts: DiagnosisFacts = {};
  const run = async (id: DiagnosisStepId, check: () => Promise<CheckResult>): Promise<void> => {
    const startedAt = clock.monotonic();
    onStart?.(id);
    const { facts: found, ...result } = await check().catch((error: unknown) => notFoundOut(error, signal));
    const step = { id, label: DIAGNOSIS_STEPS[id], ...result, tookMs: Math.round(clock.monotonic() - startedAt) };
    facts = { ...facts, ...found };
    steps.set(id, step);
    onStep?.(step);
  };
  let first: DiagnosisContext["first"] | undefined;
  await run("reachable", async () => {
    const response = await connection.request({ method: "GET", path: "/version", signal });
    if (response.status >= 500) return unwell(response.status);
    first = { response, at: clock.now() };
    return { state: "ok", sentence: "The API server answers." };
  });
  const context = first === undefined ? undefined : { connection, namespaces, clock, signal, first };
  const runCheck = (id: keyof typeof CHECKS) =>
    run(id, () => (context === undefined ? notTried(id, connection) : CHECKS[id](context)));
  // Alone, before the many requests of the others would slow it down.
  await runCheck("latency");
  const others = (Object.keys(CHECKS) as (keyof typeof CHECKS)[]).filter((id) => id !== "latency");
  await Promise.all(others.map(runCheck));
  const ids = Object.keys(DIAGNOSIS_STEPS) as DiagnosisStepId[];
  return { steps: ids.flatMap((id) => steps.get(id) ?? []), facts };
}

function unwell(status: number): CheckResult {
  return {
    state: "failed",
    sentence: `The API server answers with status ${status}.`,
    fix: UNREACHABLE_FIX["server-error"],
  };
}

async function notTried(id: DiagnosisStepId, connection: ClusterConnection): Promise<CheckResult> {
  const failure = connection.health().lastFailure;
  if (id === "tls" && failure?.reason === "tls") {
    return { state: "failed", sentence: `The TLS handshake failed: ${failure.message}.`, fix: UNREACHABLE_FIX.tls };
  }
  return { state: "unknown", sentence: "Not tried, because the API server does not answer." };
}

/** The sentence of a step that failed by an error: only texts that were made for people are shown. */
function notFoundOut(error: unknown, signal: AbortSignal | undefined): CheckResult {
  if (signal?.aborted) throw signal.reason;
  if (!isKubeError(error)) return { state: "unknown", sentence: "This could not be found out." };
  if (error.unreachable === undefined) return { state: "unknown", sentence: `The cluster answered: ${error.message}` };
  return { state: "failed", sentence: `No answer: ${error.message}.`, fix: UNREACHABLE_FIX[error.unreachable] };
}
