import type {
  CronJobRow,
  DaemonSetRow,
  DeploymentRow,
  EventRow,
  JobRow,
  NodeRow,
  PodRow,
  ReplicaSetRow,
  StatefulSetRow,
} from "#lib/kubernetes/types/rows";

type Below = {
  /** Pods that run for it, directly or through ReplicaSets and Jobs. */
  readonly pods: readonly PodRow[];
  /** Events about the object with this uid. */
  readonly eventsOf: (uid: string) => readonly EventRow[];
  /** Nodes, where the viewer may see them. */
  readonly nodeOf: (name: string) => NodeRow | undefined;
};

/** A workload with everything below it, as far as the viewer may see. */
export type WorkloadFacts = Below &
  (
    | { readonly kind: "Deployment"; readonly row: DeploymentRow; readonly replicaSets: readonly ReplicaSetRow[] }
    | { readonly kind: "StatefulSet"; readonly row: StatefulSetRow }
    | { readonly kind: "DaemonSet"; readonly row: DaemonSetRow }
    | { readonly kind: "CronJob"; readonly row: CronJobRow; readonly jobs: readonly JobRow[] }
    | { readonly kind: "Job"; readonly row: JobRow }
    | { readonly kind: "Pod"; readonly row: PodRow }
  );
