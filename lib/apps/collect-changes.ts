import { imageTag } from "#lib/kubernetes/kinds/image-tag";
import type { DeploymentRow, EventRow, JobRow, ReplicaSetRow } from "#lib/kubernetes/types/rows";
import type { SeenWorkload } from "#lib/workloads/read-workloads";
import type { Change } from "./schemas.ts";

/** What counts as lately, in seconds. */
const WINDOW_SECONDS = 24 * 3600;
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

/**
 * Scaling by a person or an autoscaler. A rollout scales too: the new ReplicaSet up and the old ones down, so what
 * happens until the last old one has gone is part of it.
 */
function scalings({ row, replicaSets, eventsOf }: SeenWorkload["facts"] & { kind: "Deployment" }): Told[] {
  const current = replicaSets.toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0))[0];
  if (!current || replicaSets.some((set) => set !== current && set.replicas > 0)) return [];
  const steps = eventsOf(row.uid).flatMap(scalingStep);
  const others = steps.filter((step) => step.set !== current.name);
  const rolledOut = Math.max(current.createdAt, ...others.map((step) => step.at)) + SAME_STEP_SECONDS;
  return steps
    .filter((step) => step.set === current.name && step.at > rolledOut)
    .map(({ at, id, from, to }) => ({ at, id, sentence: `\`${row.name}\` scaled ${from} → ${to}`, level: "idle" }));
}

/** Events of one step of a rollout are this close together. */
const SAME_STEP_SECONDS = 60;

function scalingStep(event: EventRow) {
  const match = event.reason === "ScalingReplicaSet" ? SCALED.exec(event.message) : null;
  if (!match) return [];
  const [from, to] = match[2] === undefined ? [match[5], match[4]] : [match[2], match[3]];
  return [{ at: event.lastAt, id: event.uid, set: match[1], from, to }];
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
