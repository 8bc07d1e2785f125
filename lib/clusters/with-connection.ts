import type { Context } from "#lib/context";
import { openConnection } from "#lib/kubernetes/connection/open-connection";
import type { ClusterConnection } from "#lib/kubernetes/types/connection";
import type { ClusterTarget } from "#lib/kubernetes/types/target";
import { addressPolicyOf } from "./address-policy.ts";

/** Opens a connection of its own for as long as `use` runs: for a cluster or a credential that is not stored yet. */
export async function withConnection<T>(
  { clock, random, log, env }: Pick<Context["runtime"], "clock" | "random" | "log" | "env">,
  target: ClusterTarget,
  use: (connection: ClusterConnection) => Promise<T>,
): Promise<T> {
  const connection = openConnection(target, { clock, random, log, addressPolicy: addressPolicyOf(env) });
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}
