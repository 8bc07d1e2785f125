import { formatUse, type QuotaUnit } from "#lib/core/format-quantity";
import { Meter } from "../ui/meter.tsx";

export type QuotaBar = { resource: string; unit: QuotaUnit; used: number; hard: number; quota?: string };

const NAMES: Record<string, string> = {
  "requests.cpu": "CPU requests",
  "limits.cpu": "CPU limits",
  cpu: "CPU requests",
  "requests.memory": "Memory requests",
  "limits.memory": "Memory limits",
  memory: "Memory requests",
  "requests.storage": "Storage",
  "requests.nvidia.com/gpu": "GPUs",
  "requests.amd.com/gpu": "GPUs",
  pods: "Pods",
  services: "Services",
  configmaps: "ConfigMaps",
  secrets: "Secrets",
  persistentvolumeclaims: "Claims",
};

/** A quota's resource as people say it; unknown ones as the quota writes them. */
export function quotaName(resource: string): string {
  return NAMES[resource] ?? resource.replace(/^count\//, "");
}

/** Use against each quota. */
export function QuotaBars({ quotas }: { quotas: readonly QuotaBar[] }) {
  return (
    <ul className="grid gap-[11px]">
      {quotas.map((quota) => {
        const text = formatUse(quota.unit, quota.used, quota.hard);
        const name = quotaName(quota.resource);
        return (
          <li key={`${quota.quota ?? ""}/${quota.resource}`} className="grid grid-cols-[1fr_auto] gap-x-2 gap-y-1.5">
            <span
              className="truncate text-[12.5px] leading-[18px]"
              title={quota.quota ? `${quota.quota}: ${quota.resource}` : quota.resource}
            >
              {name}
            </span>
            <span className="nums text-[12.5px] leading-[18px]">{text}</span>
            <Meter label={name} value={quota.used} max={quota.hard} text={text} className="col-span-2" />
          </li>
        );
      })}
    </ul>
  );
}
