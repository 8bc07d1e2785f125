import type { Pod } from "../../types/workloads.ts";
import type { ControllerContext } from "../context.ts";

/** The node a pod runs on. */
export type PodHost = {
  context: ControllerContext;
  node: string;
  ip: string;
  /** Images the node has pulled. */
  images: Set<string>;
  podIp(): string;
  /** Whether this pod is among the ones of its owner that misbehave. */
  isAfflicted(pod: Pod, limit: number): boolean;
};
