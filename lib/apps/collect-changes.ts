import { imageTag } from "#lib/kubernetes/kinds/image-tag";
import type { DeploymentRow, EventRow, JobRow, ReplicaSetRow } from "#lib/kubernetes/types/rows";
import type { SeenWorkload } from "#lib/workloads/read-workloads";
import type { Change } from "./schemas.ts";

/** What counts as lately, in seconds. */
const WINDOW_SECONDS = 24 * 3600;
/** A ReplicaSet this young is still being rolled out: its scaling is no change of its own. */
const ROLLOUT_SECONDS = 120;
const MAX_CHANGES = 20;

type Told = { at: number; id: string; sentence: string; level: Change["level"] };

/**
 * What changed in the last 24 hours, newest first: rollouts and restarts from ReplicaSets, scaling from events, ends of
 * Jobs, new workloads.
 * @param now epoch milliseconds
 */
export function collectChanges(workloads: readonly SeenWorkload[], now: number): Change[] {
  const since = Math.floor(now / 1000) - WINDOW_SECONDS;
  const changes = workloads.flatMap((seen) => {
    const { cluster, namespace, kind, name, app, key } = seen.row;
    const ref = { cluster, namespace, kind, name };
    return tell(seen)
      .filter((told) => told.at >= since)
      .map(({ id, ...told }): Change => ({ key: `${key}/${id}`, app, ref, ...told }));
  });
  return changes.sort((a, b) => b.at - a.at || (a.key < b.key ? -1 : 1)).slice(0, MAX_CHANGES);
}

function tell({ facts, row }: SeenWorkload): Told[] {
  const { level } = row.verdict;
  switch (facts.kind) {
    case "Deployment":
      return [...rollouts(facts.row, facts.replicaSets, level), ...scalings(facts)];
    case "Job":
      return endOf(facts.row, facts.row.name);
    case "CronJob":
      // Successful runs are what a CronJob is for; only a failure is news.
      return facts.jobs.flatMap((job) => endOf(job, facts.row.name)).filter((told) => told.level === "failing");
    default:
      return [{ at: facts.row.createdAt, id: "created", sentence: `\`${row.name}\` created`, level }];
  }
}

function rollouts(deployment: DeploymentRow, sets: readonly ReplicaSetRow[], level: Change["level"]): Told[] {
  const inOrder = sets.toSorted((a, b) => b.createdAt - a.createdAt);
  const newest = inOrder[0];
  return inOrder.map((set, index) => ({
    at: set.createdAt,
    id: set.name,
    sentence: rolloutSentence(deployment.name, set, inOrder[index + 1]),
    level: set === newest ? level : "idle",
  }));
}

function rolloutSentence(name: string, set: ReplicaSetRow, before: ReplicaSetRow | undefined): string {
  const version = set.appVersion ?? imageTag(set.images[0]);
  if (!before) return version === undefined ? `\`${name}\` created` : `\`${name}\` created at ${version}`;
  const previous = before.appVersion ?? imageTag(before.images[0]);
  if (version !== previous) return `\`${name}\` ${previous ?? "?"} → ${version ?? "?"}`;
  return sameImages(set, before) ? `\`${name}\` restarted or configured anew` : `\`${name}\` got other images`;
}

function sameImages(a: ReplicaSetRow, b: ReplicaSetRow): boolean {
  return a.images.join() === b.images.join();
}

/** kube-controller-manager's own words: "Scaled up replica set x-7d9 from 2 to 3" (older: "… to 3 from 2"). */
const SCALED = /replica set (\S+) (?:from (\d+) to (\d+)|to (\d+) from (\d+))/;

function scalings({ row, replicaSets, eventsOf }: SeenWorkload["facts"] & { kind: "Deployment" }): Told[] {
  const current = replicaSets.reduce<ReplicaSetRow | undefined>(
    (best, set) => ((set.revision ?? 0) > (best?.revision ?? -1) ? set : best),
    undefined,
  );
  return eventsOf(row.uid).flatMap((event) => scaling(row.name, event, current));
}

function scaling(name: string, event: EventRow, current: ReplicaSetRow | undefined): Told[] {
  const match = event.reason === "ScalingReplicaSet" ? SCALED.exec(event.message) : null;
  if (!match || !current || match[1] !== current.name) return [];
  if (event.lastAt - current.createdAt < ROLLOUT_SECONDS) return [];
  const [from, to] = match[2] === undefined ? [match[5], match[4]] : [match[2], match[3]];
  return [{ at: event.lastAt, id: event.uid, sentence: `\`${name}\` scaled ${from} → ${to}`, level: "idle" }];
}

function endOf(job: JobRow, name: string): Told[] {
  const failed = job.conditions.find((condition) => condition.type === "Failed" && condition.status === "True");
  if (failed) {
    const at = failed.since ?? job.startedAt ?? job.createdAt;
    return [{ at, id: job.uid, sentence: `\`${name}\` failed`, level: "failing" }];
  }
  if (job.completedAt === undefined) return [];
  return [{ at: job.completedAt, id: job.uid, sentence: `\`${name}\` finished`, level: "healthy" }];
}
