import type { Deployment, ReplicaSet } from "../../types/workloads.ts";

type IntOrPercent = number | string | undefined;

function resolve(value: IntOrPercent, total: number, up: boolean): number {
  if (typeof value === "number") return value;
  const share = (Number.parseInt(value ?? "25%", 10) / 100) * total;
  return up ? Math.ceil(share) : Math.floor(share);
}

/** `maxSurge` and `maxUnavailable` in pods; never both zero (k8s.io/kubernetes/pkg/controller/deployment/util). */
export function fenceposts({ spec }: Deployment): { surge: number; unavailable: number } {
  if (spec.strategy.type !== "RollingUpdate") return { surge: 0, unavailable: 0 };
  const rolling = spec.strategy.rollingUpdate;
  const surge = resolve(rolling?.maxSurge, spec.replicas, true);
  const unavailable = resolve(rolling?.maxUnavailable, spec.replicas, false);
  return surge === 0 && unavailable === 0 ? { surge, unavailable: 1 } : { surge, unavailable };
}

const sum = (sets: readonly ReplicaSet[], value: (set: ReplicaSet) => number): number =>
  sets.reduce((total, set) => total + value(set), 0);

/** Replicas the new ReplicaSet should have now. */
export function newSetSize(deployment: Deployment, fresh: ReplicaSet, all: readonly ReplicaSet[]): number {
  const wanted = deployment.spec.replicas;
  if (fresh.spec.replicas >= wanted) return wanted;
  if (deployment.spec.strategy.type === "Recreate") return wanted;
  const room = wanted + fenceposts(deployment).surge - sum(all, (set) => set.spec.replicas);
  return room <= 0 ? fresh.spec.replicas : Math.min(wanted, fresh.spec.replicas + room);
}

/** Sizes of the old ReplicaSets: unhealthy pods go first, then as many as availability allows. */
export function oldSetSizes(
  deployment: Deployment,
  fresh: ReplicaSet,
  old: readonly ReplicaSet[],
): Map<ReplicaSet, number> {
  const sizes = new Map(old.map((set) => [set, set.spec.replicas]));
  const wanted = deployment.spec.replicas;
  const minAvailable = wanted - fenceposts(deployment).unavailable;
  const newUnavailable = fresh.spec.replicas - (fresh.status.availableReplicas ?? 0);
  const total = sum(old, (set) => set.spec.replicas) + fresh.spec.replicas;
  let spare = total - minAvailable - newUnavailable;
  for (const set of old) {
    const unhealthy = set.spec.replicas - (set.status.availableReplicas ?? 0);
    const take = Math.max(0, Math.min(unhealthy, spare));
    sizes.set(set, set.spec.replicas - take);
    spare -= take;
  }
  const available =
    sum(old, (set) => Math.min(set.status.availableReplicas ?? 0, sizes.get(set) ?? 0)) +
    (fresh.status.availableReplicas ?? 0);
  let removable = available - minAvailable;
  for (const set of old) {
    const size = sizes.get(set) ?? 0;
    const take = Math.max(0, Math.min(size, removable));
    sizes.set(set, size - take);
    removable -= take;
  }
  return sizes;
}
