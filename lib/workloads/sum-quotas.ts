import type { ResourceQuotaRow } from "#lib/kubernetes/types/rows";
import { compareText } from "./format.ts";
import type { QuotaUse } from "./schemas.ts";
import { toQuotaUse } from "./to-quota-use.ts";

export type QuotaSum = Omit<QuotaUse, "quota">;

/** `cpu` and `memory` are older names for requests (Kubernetes documentation, "Resource quotas"). */
const OLD_NAMES: Readonly<Record<string, string>> = { cpu: "requests.cpu", memory: "requests.memory" };

/**
 * Sums of all quotas, the resource nearest to its limit first. Quotas that count only a part of the pods (scoped ones)
 * are left out, and a namespace with several quotas on one resource counts once, by the smaller limit.
 */
export function sumQuotas(quotas: readonly (ResourceQuotaRow & { readonly clusterId: string })[]): QuotaSum[] {
  const perNamespace = new Map<string, QuotaSum>();
  for (const quota of quotas) {
    if (quota.scoped) continue;
    for (const item of quota.items) {
      const resource = OLD_NAMES[item.resource] ?? item.resource;
      const { unit, used, hard } = toQuotaUse(quota.name, item);
      const place = `${quota.clusterId}/${quota.namespace}/${resource}`;
      const known = perNamespace.get(place);
      if (!known || hard < known.hard) perNamespace.set(place, { resource, unit, used, hard });
    }
  }
  const sums = new Map<string, QuotaSum>();
  for (const item of perNamespace.values()) {
    const sum = sums.get(item.resource) ?? { ...item, used: 0, hard: 0 };
    sums.set(item.resource, { ...sum, used: sum.used + item.used, hard: sum.hard + item.hard });
  }
  return [...sums.values()].sort((a, b) => share(b) - share(a) || compareText(a.resource, b.resource));
}

/** A limit of zero that nobody uses is not near. */
export function share({ used, hard }: { used: number; hard: number }): number {
  if (hard > 0) return used / hard;
  return used > 0 ? Number.POSITIVE_INFINITY : 0;
}
