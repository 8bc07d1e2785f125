import type { Context } from "#lib/context";
import type { KubeconfigContext } from "#lib/kubernetes/kubeconfig/parsed-kubeconfig";
import { diagnoseContext } from "./diagnose-context.ts";
import { measureReach } from "./measure-reach.ts";
import type { NewCluster } from "./store-cluster.ts";

/** A context of an operator's own file after its first connection. */
export type TriedContext = Pick<NewCluster, "id" | "uploaded" | "facts" | "diagnosis"> & {
  /** See `measureReach`. */
  readonly reach: number;
};

/** Connects once with a context, as the cluster that it is or is to be. @throws the reason of `ctx.signal` */
export async function tryContext(
  ctx: Context,
  uploaded: KubeconfigContext,
  place: { readonly id: string; readonly slug: string },
): Promise<TriedContext> {
  const { facts, diagnosis } = await diagnoseContext(ctx, uploaded, place);
  return { id: place.id, uploaded, facts, diagnosis, reach: measureReach(diagnosis) };
}
