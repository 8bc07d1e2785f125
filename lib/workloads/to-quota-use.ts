import type { QuotaItem } from "#lib/kubernetes/types/rows";
import type { QuotaUse } from "./schemas.ts";

/** One line of a quota. `cores` are in millicores, as everywhere. */
export function toQuotaUse(quota: string, { resource, used, hard }: QuotaItem): QuotaUse {
  return { quota, resource, unit: quotaUnit(resource), used, hard };
}

/** The unit of a quota's resource: `limits.cpu`, `requests.storage`, `pods`, `requests.nvidia.com/gpu` … */
export function quotaUnit(resource: string): QuotaUse["unit"] {
  if (resource === "cpu" || resource.endsWith(".cpu")) return "cores";
  return /(^|[./])(memory|storage|ephemeral-storage)$/.test(resource) || resource.includes("hugepages-")
    ? "bytes"
    : "count";
}
