import type { Context } from "#lib/context";
import { readDesiredFleet } from "./read-desired-fleet.ts";

/** The namespaces of a cluster that grants name: where a diagnosis tries what is not allowed cluster-wide. */
export async function readNamedNamespaces({ runtime }: Context, clusterId: string): Promise<readonly string[]> {
  const desired = await readDesiredFleet(runtime.db, runtime.clock.now());
  return desired.find(({ id }) => id === clusterId)?.namespaces ?? [];
}
