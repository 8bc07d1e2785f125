import { imageTag } from "#lib/kubernetes/kinds/image-tag";
import type { CronJobRow, DeploymentRow, EventRow, JobRow, ReplicaSetRow } from "#lib/kubernetes/types/rows";
import { deriveRevisions, type SetFacts } from "#lib/workloads/derive-revisions";
import type { SeenWorkload } from "#lib/workloads/read-workloads";
import { pickChanges } from "./format.ts";
import type { Change } from "./schemas.ts";

/** What counts as lately, in seconds. */
const WINDOW_SECONDS = 24 * 3600;
const MAX_CHANGES = 50;

type Told = { at: number; id: string; sentence: string; level: Change["level"]; routine?: boolean };

/**
 * What changed in the last 24 hours, newest first: rollouts and restarts from ReplicaSets and pods, scaling from
 * events, ends of Jobs, new workloads. At most 50 of them, and how many there were.
 * @param now epoch milliseconds
 */
export function collectChanges(workloads: readonly SeenWorkload[], now: number): { changes: Change[]; total: number } {
  const since = Math.floor(now / 1000) - WINDOW_SECONDS;
  const changes = workloads.flatMap((seen) => {
    const { cluster, namespace, kind, name, app, key } = seen.row;
    const ref = { cluster, namespace, kind, name };
    return tell(seen, since)
      .filter((told) => told.at >= since)
      .map(({ id, routine = false, ...told }): Change => ({ key: `${key}/${id}`, app, ref, routine, ...told }));
  });
  changes.sort((a, b) => b.at - a.at || (a.key < b.key ? -1 : 1));
  return { changes: pickChanges(changes, MAX_CHANGES), total: changes.length };
}

function tell({ facts, row }: SeenWorkload, since: number): Told[] {
  const { level } = row.verdict;
  const created = { at: facts.row.createdAt, id: "created", sentence: `\`${row.name}\` created`, level };
  switch (facts.kind) {
    case "Deployment":
      return [...rollouts(facts.row, facts.replicaSets, level), ...scalings(facts, since)];
    case "StatefulSet":
    case "DaemonSet":
      return [created, ...setRollout(facts, row)];
    case "Job":
      return endOf(facts.row, facts.row.name);
    case "CronJob":
      // Successful runs are what a CronJob is for; only a failure is news.
      return [
        ...cronChange(facts.row, level),
        ...facts.jobs.flatMap((job) => endOf(job, facts.row.name)).filter((told) => told.level === "failing"),
      ];
    case "Pod":
      return [created];
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

type Version = Pick<ReplicaSetRow, "appVersion" | "images">;

function rolloutSentence(name: string, after: Version, before: Version | undefined): string {
  const version = versionOf(after);
  if (!before) return version === undefined ? `\`${name}\` created` : `\`${name}\` created at ${version}`;
  const [from, to] = versionOf(before) === version ? [before, after].map(tagOf) : [versionOf(before), version];
  if (from !== to) return `\`${name}\` ${from ?? "?"} → ${to ?? "?"}`;
  const sameImages = after.images.join() === before.images.join();
  return sameImages ? `\`${name}\` restarted or configured anew` : `\`${name}\` got other images`;
}

/** The label that says the version often stays as it is when an image is set by hand. */
function tagOf({ images }: Version): string | undefined {
  return imageTag(images[0]);
}

function versionOf(one: Version): string | undefined {
  return one.appVersion ?? tagOf(one);
}

/**
 * The last rollout of a set that keeps no ReplicaSets. Its pods show what ran before only while some of it still runs;
 * after that, only the time at which the template was written tells a rollout from pods that were replaced.
 */
function setRollout(facts: SetFacts, { lastChangeAt: at, verdict }: SeenWorkload["row"]): Told[] {
  const { name, createdAt, templateWrittenAt = 0 } = facts.row;
  const [newest, before] = deriveRevisions(facts);
  if (!newest || at <= createdAt || !(before || templateWrittenAt > createdAt)) return [];
  const version = tagOf(newest) ?? newest.appVersion;
  const rolledOut = version === undefined ? `\`${name}\` rolled out` : `\`${name}\` rolled out at ${version}`;
  const sentence = before ? rolloutSentence(name, newest, before) : rolledOut;
  return [{ at, id: newest.hash ?? "rollout", sentence, level: verdict.level }];
}

/** What it ran before is not kept anywhere. */
function cronChange({ name, createdAt, specWrittenAt: at, ...row }: CronJobRow, level: Change["level"]): Told[] {
  if (at === undefined || at <= createdAt + SAME_STEP_SECONDS) return [];
  const version = versionOf(row);
  const sentence = version === undefined ? `\`${name}\` changed` : `\`${name}\` changed, now at ${version}`;
  return [{ at, id: "written", sentence, level }];
}

/** kube-controller-manager's own words: "Scaled up replica set x-7d9 from 2 to 3" (older: "… to 3 from 2"). */
const SCALED = /replica set (\S+) (?:from (\d+) to (\d+)|to (\d+) from (\d+))/;

/**
 * Scaling by a person or an autoscaler, all of it in one line. A rollout scales too: the new ReplicaSet up and the old
 * ones down, so what happens until the last old one has gone is part of it.
 */
function scalings(
  { row, replicaSets, eventsOf }: SeenWorkload["facts"] & { kind: "Deployment" },
  since: number,
): Told[] {
  const current = replicaSets.toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0))[0];
  if (!current || replicaSets.some((set) => set !== current && set.replicas > 0)) return [];
  const steps = eventsOf(row.uid).flatMap(scalingStep);
  const others = steps.filter((step) => step.set !== current.name);
  const rolledOut = Math.max(current.createdAt, ...others.map((step) => step.at)) + SAME_STEP_SECONDS;
  const own = steps.filter((step) => step.set === current.name && step.at > rolledOut && step.at >= since);
  const last = own.toSorted((a, b) => b.at - a.at)[0];
  if (!last) return [];
  return [{ at: last.at, id: "scaled", sentence: scalingSentence(row.name, own, last), level: "idle", routine: true }];
}

/** What belongs together, the events of one step of a rollout or the writes of one creation, is this close together. */
const SAME_STEP_SECONDS = 60;

type ScalingStep = { at: number; firstAt: number; times: number; set?: string; from?: string; to?: string };

function scalingStep(event: EventRow): ScalingStep[] {
  const match = event.reason === "ScalingReplicaSet" ? SCALED.exec(event.message) : null;
  if (!match) return [];
  const [from, to] = match[2] === undefined ? [match[5], match[4]] : [match[2], match[3]];
  return [{ at: event.lastAt, firstAt: event.firstAt, times: event.count, set: match[1], from, to }];
}

/** An event stands for all steps in the same words. */
function scalingSentence(name: string, steps: readonly ScalingStep[], { to }: ScalingStep): string {
  const times = steps.reduce((sum, step) => sum + step.times, 0);
  const from = steps.toSorted((a, b) => a.firstAt - b.firstAt)[0]?.from;
  if (times === 1) return `\`${name}\` scaled ${from} → ${to}`;
  return from === to
    ? `\`${name}\` scaled ${times} times, back at ${to}`
    : `\`${name}\` scaled ${from} → ${to}, ${times} times`;
}

function endOf(job: JobRow, name: string): Told[] {
  const failed = job.conditions.find((condition) => condition.type === "Failed" && condition.status === "True");
  if (failed) {
    const at = failed.since ?? job.startedAt ?? job.createdAt;
    return [{ at, id: job.uid, sentence: `\`${name}\` failed`, level: "failing" }];
  }
  if (job.completedAt === undefined) return [];
  return [{ at: job.completedAt, id: job.uid, sentence: `\`${name}\` finished`, level: "healthy", routine: true }];
}
