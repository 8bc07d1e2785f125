import type { Store } from "../store/store.ts";
import type { ResourceQuota } from "../types/policy.ts";
import { equal } from "../util/json.ts";
import { quotaUsage } from "./resource-quota.ts";

/** Brings `status` of every quota of a namespace up to date, as the quota plugin does at admission. */
export function syncQuotaStatus(store: Store, namespace: string): void {
  for (const quota of store.list("resourcequotas", namespace) as ResourceQuota[]) {
    const hard = quota.spec.hard ?? {};
    const status = { hard, used: quotaUsage(store, namespace, hard) };
    if (!equal(quota.status, status)) store.put("resourcequotas", { ...quota, status });
  }
}
