import type { KindDefinition } from "../kinds/kind-definition.ts";
import type { ClusterConnection } from "../types/connection.ts";
import type { CachedKind } from "../types/rows.ts";
import { classifyFailure } from "./classify-failure.ts";
import { connectionSource } from "./connection-source.ts";

export type ProbeResult = "allowed" | "forbidden" | "unsupported";

/**
 * Whether the credential may really list a kind in the whole cluster, by listing one object: what access reviews
 * promise and what the server does can differ.
 * @throws KubeError when the cluster gave no answer to that question.
 */
export async function probeCollection(
  connection: ClusterConnection,
  kind: KindDefinition<CachedKind>,
  signal: AbortSignal,
): Promise<ProbeResult> {
  try {
    await connectionSource(connection, kind, undefined).list({ limit: 1, continueToken: undefined }, signal);
    return "allowed";
  } catch (error) {
    const failure = classifyFailure(error);
    if (failure === "forbidden" || failure === "unsupported") return failure;
    throw error;
  }
}
