import { buildPath } from "../api/build-path.ts";
import { isForbidden, isKubeError, isNotFound, isUnauthorized } from "../api/errors.ts";
import { requestJson } from "../api/request-json.ts";
import { POD_METRICS } from "../kinds/pod-metrics.ts";
import type { Check, CheckResult, DiagnosisContext } from "./diagnosis-context.ts";

const { group, version, resource } = POD_METRICS;
const METRICS = { group, version, resource };

/** Whether metrics.k8s.io is there and really answers: an APIService can be registered with nothing behind it. */
export const checkMetrics: Check = async (context) => {
  const paths = [
    buildPath(METRICS),
    ...context.namespaces.slice(0, 1).map((namespace) => buildPath({ ...METRICS, namespace })),
  ];
  let last: CheckResult | undefined;
  for (const path of paths) {
    last = await tryPath(context, path);
    if (last.state !== "unknown") return last;
  }
  return last ?? { state: "unknown", sentence: "The metrics API was not tried." };
};

async function tryPath({ connection, signal }: DiagnosisContext, path: string): Promise<CheckResult> {
  try {
    const { items } = await requestJson<{ items?: unknown[] }>(connection, {
      method: "GET",
      path,
      query: { limit: "1" },
      signal,
    });
    if (Array.isArray(items)) return { state: "ok", sentence: "The metrics API answers.", facts: { metricsApi: true } };
    return {
      state: "warning",
      sentence: "The metrics API gives an answer without figures.",
      facts: { metricsApi: false },
    };
  } catch (error) {
    if (!isKubeError(error)) throw error;
    const facts = { metricsApi: false };
    if (isForbidden(error) || isUnauthorized(error))
      return { state: "unknown", sentence: "The credential may not read the metrics API." };
    if (isNotFound(error)) {
      const fix = "Install metrics-server to see the use of CPU and memory.";
      return { state: "warning", sentence: "The metrics API is not installed.", fix, facts };
    }
    const fix = "Look at the metrics-server Deployment in kube-system.";
    return { state: "warning", sentence: "The metrics API is registered but does not answer.", fix, facts };
  }
}
