import type { ResourceInfo } from "../kinds/resource-info.ts";

const COUNTED_GROUPS = new Set(["apps", "batch", "networking.k8s.io", "policy", "apiextensions.k8s.io", "autoscaling"]);

/** Whether changes of the spec are counted in `metadata.generation`. */
export function hasGeneration(info: ResourceInfo): boolean {
  if (info.custom) return true;
  return COUNTED_GROUPS.has(info.group) && info.resource !== "horizontalpodautoscalers";
}
