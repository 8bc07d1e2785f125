import type { ClusterState } from "../registry/cluster-state.ts";
import { type Writer, writerFor } from "../registry/writer.ts";
import { EventRecorder } from "./event-recorder.ts";

/** How long before the start everything happens in full detail; before that, pods reach their state at once. */
export const DETAIL_MS = 12 * 60_000;

/** What all controllers of a cluster share. */
export type ControllerContext = ClusterState & {
  /** When the cluster's past ends, in milliseconds. */
  start: number;
  version: string;
  recorder: EventRecorder;
  /** Writes as kube-controller-manager. */
  manager: Writer;
  kubelet: Writer;
  scheduler: Writer;
  /** Whether time is still in the part of the past that is only sketched. */
  sketching(): boolean;
};

export function controllerContext(
  state: ClusterState,
  { start, version }: { start: number; version: string },
): ControllerContext {
  return {
    ...state,
    start,
    version,
    recorder: new EventRecorder(state, start),
    manager: writerFor(state, "kube-controller-manager"),
    kubelet: writerFor(state, "kubelet"),
    scheduler: writerFor(state, "kube-scheduler"),
    sketching: () => state.clock.now() < start - DETAIL_MS,
  };
}
