import type { QuotaItem } from "#lib/kubernetes/types/rows";
import type { QuotaUse } from "./schemas.ts";

/** Cached CPU is in millicores; answers say cores. All else passes through. */
export function toQuotaUse(quota: string, { resource, used, hard }: QuotaItem): QuotaUse {
  const unit = quotaUnit(resource);
  const factor = unit === "cores" ? 1000 : 1;
  return { quota, resource, unit, used: used / factor, hard: hard / factor };
}

/** The unit of a quota's resource: `limits.cpu`, `requests.storage`, `pods`, `requests.nvidia.com/gpu` … */
export function quotaUnit(resource: string): QuotaUse["unit"] {
  if (resource === "cpu" || resource.endsWith(".cpu")) return "cores";
  return /(^|[./])(memory|storage|ephemeral-storage)$/.test(resource) || resource.includes("hugepages-")
    ? "bytes"
    : "count";
}
