import { syncQuotaStatus } from "../../admission/sync-quota-status.ts";
import type { ControllerContext } from "../context.ts";
import { WorkQueue } from "../work-queue.ts";

const COUNTED = [
  "pods",
  "services",
  "configmaps",
  "secrets",
  "persistentvolumeclaims",
  "resourcequotas",
  "jobs.batch",
  "deployments.apps",
];

/** Keeps `status.used` of quotas right when objects end or go; admission does it when they come. */
export class QuotaStatus {
  constructor(context: ControllerContext) {
    const { store, clock } = context;
    const queue = new WorkQueue(clock, (namespace) => syncQuotaStatus(context, namespace), 50);
    for (const resource of COUNTED) {
      store.subscribe(({ object }) => {
        const { namespace } = object.metadata;
        if (namespace) queue.add(namespace);
      }, resource);
    }
  }
}
