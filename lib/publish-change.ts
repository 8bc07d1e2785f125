import type { Runtime } from "#lib/runtime";

/**
 * Tells this process that the inventory or somebody's access changed, after the commit: decisions are read anew, the
 * fleet follows, and open lists are computed again. Other processes notice by themselves within seconds.
 */
export async function publishChange(runtime: Runtime): Promise<void> {
  await runtime.access.refresh();
  await runtime.reconciler?.reconcile();
  runtime.live.invalidate();
}
