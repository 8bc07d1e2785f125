import type { ResourceQuota } from "../types/policy.ts";
import { equal } from "../util/json.ts";
import { type Counted, quotaUsage } from "./resource-quota.ts";

/** Brings `status` of every quota of a namespace up to date, as the quota plugin does at admission. */
export function syncQuotaStatus(state: Counted, namespace: string): void {
  for (const quota of state.store.list("resourcequotas", namespace) as ResourceQuota[]) {
    const hard = quota.spec.hard ?? {};
    const status = { hard, used: quotaUsage(state, namespace, hard) };
    if (!equal(quota.status, status)) state.store.put("resourcequotas", { ...quota, status });
  }
}
