import type { Transaction } from "#lib/db/transaction";
import type { ClusterDiagnosis } from "./schemas.ts";

/** Keeps a diagnosis as the cluster's last: what it found about rights is relied on until there is a newer one. */
export async function storeDiagnosis(
  db: Pick<Transaction, "clusterStatus">,
  clusterId: string,
  diagnosis: ClusterDiagnosis,
): Promise<void> {
  const reachable = diagnosis.steps.some(({ id, state }) => id === "reachable" && state === "ok");
  const create = { clusterId, reachable, diagnosis };
  await db.clusterStatus.upsert({ where: { clusterId }, create, update: { diagnosis } });
}
