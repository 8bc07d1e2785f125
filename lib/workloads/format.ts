import type { VerdictLevel } from "#lib/kubernetes/types/verdict";
import type { WorkloadDetail, WorkloadKind, WorkloadRef } from "./schemas.ts";

const WORST_FIRST: readonly VerdictLevel[] = ["failing", "degraded", "progressing", "unknown", "healthy", "idle"];

/** 0 for the worst. */
export function levelRank(level: VerdictLevel): number {
  return WORST_FIRST.indexOf(level);
}

type Sortable = WorkloadRef & { verdict: { level: VerdictLevel }; environment: { isProduction: boolean } };

/** Worst first, production before the rest, then by name: an order that does not jump while nothing gets worse. */
export function compareWorkloads(a: Sortable, b: Sortable): number {
  return (
    levelRank(a.verdict.level) - levelRank(b.verdict.level) ||
    Number(b.environment.isProduction) - Number(a.environment.isProduction) ||
    compareText(a.name, b.name) ||
    compareText(a.cluster, b.cluster) ||
    compareText(a.namespace, b.namespace) ||
    compareText(a.kind, b.kind)
  );
}

/** By code units: the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const KIND_SLUGS: Readonly<Record<WorkloadKind, string>> = {
  Deployment: "deployment",
  StatefulSet: "statefulset",
  DaemonSet: "daemonset",
  CronJob: "cronjob",
  Job: "job",
  Pod: "pod",
};

/** The kind as URLs write it. */
export function kindSlug(kind: WorkloadKind): string {
  return KIND_SLUGS[kind];
}

/** The page of a workload: `/apps/eu-prod/pay-checkout/deployment/checkout-api`. */
export function workloadPath({ cluster, namespace, kind, name }: WorkloadRef): string {
  return `/apps/${cluster}/${namespace}/${KIND_SLUGS[kind]}/${name}`;
}

/** The kind that a URL names, or undefined for a word that is none. */
export function kindOfSlug(slug: string): WorkloadKind | undefined {
  return (Object.keys(KIND_SLUGS) as WorkloadKind[]).find((kind) => KIND_SLUGS[kind] === slug);
}

type MetricsState = WorkloadDetail["metrics"]["state"] | "paused";

const UNMEASURED: Readonly<Record<MetricsState, string>> = {
  live: "no figure yet",
  stale: "no figure",
  starting: "not measured yet",
  forbidden: "metrics API not allowed",
  "not-allowed": "not in your role",
  unsupported: "no metrics API",
  paused: "the cluster is paused",
};

/** Why what pods use is not known, by where the figures of the metrics API stand. */
export function unmeasuredReason(state: MetricsState): string {
  return UNMEASURED[state];
}
