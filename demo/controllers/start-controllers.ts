import type { ClusterState } from "../registry/cluster-state.ts";
import { Autoscaler } from "./cluster/autoscaler.ts";
import { CustomDefinitions } from "./cluster/custom-definitions.ts";
import { EndpointSliceController } from "./cluster/endpoint-slices.ts";
import { GarbageCollector } from "./cluster/garbage-collector.ts";
import { NamespaceController } from "./cluster/namespaces.ts";
import { NodeLifecycle } from "./cluster/node-lifecycle.ts";
import { QuotaStatus } from "./cluster/quota-status.ts";
import { Scheduler } from "./cluster/scheduler.ts";
import { VolumeController } from "./cluster/volumes.ts";
import { controllerContext } from "./context.ts";
import { Kubelets } from "./kubelet/kubelet.ts";
import { CronJobController } from "./workloads/cron-job.ts";
import { DaemonSetController } from "./workloads/daemon-set.ts";
import { DeploymentController } from "./workloads/deployment.ts";
import { JobController } from "./workloads/job.ts";
import { ReplicaSetController } from "./workloads/replica-set.ts";
import { StatefulSetController } from "./workloads/stateful-set.ts";

const CONTROLLERS = [
  Autoscaler,
  CronJobController,
  CustomDefinitions,
  DaemonSetController,
  DeploymentController,
  EndpointSliceController,
  GarbageCollector,
  JobController,
  Kubelets,
  NamespaceController,
  NodeLifecycle,
  QuotaStatus,
  ReplicaSetController,
  Scheduler,
  StatefulSetController,
  VolumeController,
];

/** Starts everything that makes a cluster live: controllers, scheduler, kubelets. All of it runs on the cluster's clock. */
export function startControllers(state: ClusterState, times: { start: number; version: string }): void {
  const context = controllerContext(state, times);
  for (const Controller of CONTROLLERS) new Controller(context);
}
