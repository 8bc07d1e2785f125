import type { AppSpec } from "../../kit/app.ts";

/** Clusters of the demo by slug. */
export type ClusterSlug = "eu-prod" | "us-prod" | "staging" | "edge-bremen" | "gpu-research" | "bare-fra";

/** One application of the fleet: where it runs, in which version and with how many replicas. */
export type CatalogApp = Omit<AppSpec, "version" | "replicas"> & {
  kind: "Deployment" | "StatefulSet" | "DaemonSet" | "CronJob";
  /** Version and replicas per cluster. */
  on: Partial<Record<ClusterSlug, readonly [version: string, replicas: number]>>;
  /** Cron text, for CronJobs. */
  schedule?: string;
  /** Size of each claim, for StatefulSets. */
  storage?: string;
  /** Smallest and largest size, for Deployments that scale by load. */
  scale?: readonly [min: number, max: number];
  host?: string;
};

type Options = Partial<Omit<CatalogApp, "on" | "name" | "namespace" | "team" | "kind">> & { kind?: CatalogApp["kind"] };

/** Writes down applications of one team in one namespace. */
export const appsOf =
  (team: string, namespace: string) =>
  (name: string, on: CatalogApp["on"], options: Options = {}): CatalogApp => ({
    kind: "Deployment",
    team,
    namespace,
    name,
    on,
    ...options,
  });
