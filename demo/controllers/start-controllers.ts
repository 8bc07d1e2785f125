import type { ClusterState } from "../registry/cluster-state.ts";

export type ControllerOptions = {
  /** When the cluster's past ends, in milliseconds. */
  start: number;
  version: string;
};

export function startControllers(_state: ClusterState, _options: ControllerOptions): void {}
