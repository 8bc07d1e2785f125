import { buildPath } from "../api/build-path.ts";
import { isForbidden, isUnauthorized } from "../api/errors.ts";
import { requestJson } from "../api/request-json.ts";
import type { PrometheusFinding } from "../types/diagnosis.ts";
import type { Check, DiagnosisContext } from "./diagnosis-context.ts";

/** Labels that charts and operators put on the Services of Prometheus and of what speaks its query language. */
const SELECTORS = [
  "app.kubernetes.io/name in (prometheus,thanos-query,vmsingle,victoria-metrics-single,mimir)",
  "operated-prometheus=true",
  "app in (prometheus,kube-prometheus-stack-prometheus)",
];
/** By name of the port, then by number: a Service also has ports of its reloader and of its peers. */
const PORT_NAMES = ["http-web", "web", "http", "http-query"];
const PORT_NUMBERS = [9090, 8428, 10902, 80, 443];

type Service = {
  metadata?: { name?: string; namespace?: string };
  spec?: { ports?: { name?: string; port?: number }[] };
};

/** Looks for Prometheus by the labels of its Services; it is not queried. */
export const checkPrometheus: Check = async (context) => {
  const places = [undefined, ...context.namespaces.slice(0, 10)];
  for (const namespace of places) {
    const found = await findIn(context, namespace);
    if (found === "forbidden") continue;
    if (found.length > 0) return described(found);
    if (namespace === undefined) {
      return { state: "warning", sentence: "No Prometheus was found in the cluster.", facts: { prometheus: [] } };
    }
  }
  return { state: "unknown", sentence: "The credential sees too little of the cluster to look for Prometheus." };
};

function described(found: readonly PrometheusFinding[]) {
  const [first] = found;
  const more = found.length > 1 ? `, and ${found.length - 1} more` : "";
  const sentence = `Prometheus is the Service \`${first?.namespace}/${first?.service}\` on port ${first?.port}${more}.`;
  return { state: "ok", sentence, facts: { prometheus: found } } as const;
}

async function findIn(
  { connection, signal }: DiagnosisContext,
  namespace: string | undefined,
): Promise<PrometheusFinding[] | "forbidden"> {
  const path = buildPath({ group: "", version: "v1", resource: "services", namespace });
  try {
    for (const labelSelector of SELECTORS) {
      const query = { labelSelector, limit: "20" };
      const list = await requestJson<{ items?: Service[] }>(connection, { method: "GET", path, query, signal });
      const found = (list.items ?? []).flatMap(toFinding);
      if (found.length > 0) return found;
    }
    return [];
  } catch (error) {
    if (isForbidden(error) || isUnauthorized(error)) return "forbidden";
    throw error;
  }
}

function toFinding({ metadata, spec }: Service): PrometheusFinding[] {
  const ports = spec?.ports ?? [];
  const chosen =
    ports.find(({ name }) => PORT_NAMES.includes(name ?? "")) ??
    ports.find(({ port }) => PORT_NUMBERS.includes(port ?? 0));
  const { name, namespace } = metadata ?? {};
  if (!isLabel(name) || !isLabel(namespace) || !Number.isInteger(chosen?.port)) return [];
  return [{ namespace, service: name, port: Number(chosen?.port) }];
}

function isLabel(text: unknown): text is string {
  return typeof text === "string" && /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
}
