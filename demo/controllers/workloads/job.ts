import { ApiError } from "../../registry/api-error.ts";
import type { Condition, KubeObject } from "../../types/object.ts";
import type { Job, Pod } from "../../types/workloads.ts";
import { timestamp } from "../../util/time.ts";
import type { ControllerContext } from "../context.ts";
import { conditionOf, controllerOf, isActive, isReady, ownedObjects } from "../helpers.ts";
import { WorkQueue } from "../work-queue.ts";
import { podFromTemplate } from "./pod-template.ts";

const KEY = "jobs.batch";
const SOURCE = { component: "job-controller" };
const FIRST_BACKOFF_MS = 10_000;

type Counts = { active: Pod[]; succeeded: number; failed: number };

/** Runs pods until enough have succeeded or too many have failed. */
export class JobController {
  readonly #context: ControllerContext;
  readonly #queue: WorkQueue;

  constructor(context: ControllerContext) {
    this.#context = context;
    this.#queue = new WorkQueue(context.clock, (key) => this.#reconcile(key));
    context.store.subscribe(({ object }) => this.#queue.add(keyOf(object)), KEY);
    context.store.subscribe(({ object }) => {
      const owner = controllerOf(object);
      if (owner?.kind === "Job") this.#queue.add(`${object.metadata.namespace}/${owner.name}`);
    }, "pods");
  }

  #reconcile(key: string): void {
    const [namespace, name = ""] = key.split("/");
    const { store } = this.#context;
    const job = store.get(KEY, namespace, name) as Job | undefined;
    if (!job || job.metadata.deletionTimestamp || isFinished(job)) return;
    const counts = countPods(ownedObjects<Pod>(store, job, "pods"));
    const deadline = job.spec.activeDeadlineSeconds;
    const runs = job.status.startTime ? this.#context.clock.now() - Date.parse(job.status.startTime) : 0;
    if (counts.failed > job.spec.backoffLimit) {
      this.#finish(job, counts, "Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit");
      return;
    }
    if (deadline !== undefined && runs > deadline * 1000) {
      this.#finish(job, counts, "Failed", "DeadlineExceeded", "Job was active longer than specified deadline");
      return;
    }
    if (isDone(job, counts)) {
      this.#finish(job, counts, "Complete", "CompletionsReached", "Reached expected number of succeeded pods");
      return;
    }
    this.#run(job, key, counts);
  }

  #run(job: Job, key: string, counts: Counts): void {
    const { store, clock } = this.#context;
    const { parallelism, completions, suspend, activeDeadlineSeconds } = job.spec;
    const left = completions === undefined ? parallelism : completions - counts.succeeded;
    const wanted = suspend ? 0 : Math.min(parallelism, left);
    const pause = this.#pause(job, counts);
    let failure: ApiError | undefined;
    if (counts.active.length < wanted && pause <= 0) failure = this.#create(job, wanted - counts.active.length);
    else if (counts.active.length < wanted) this.#queue.addAfter(key, pause);
    const active = ownedObjects<Pod>(store, job, "pods").filter(isActive);
    const startTime = job.status.startTime ?? timestamp(clock.now());
    if (!job.status.startTime && activeDeadlineSeconds) this.#queue.addAfter(key, activeDeadlineSeconds * 1000 + 1_000);
    this.#setStatus(job, { ...counts, active }, startTime, {});
    if (failure) throw failure;
  }

  /** Milliseconds until the next try after failures: 10 s, 20 s, 40 s … at most 6 min. */
  #pause(job: Job, { failed }: Counts): number {
    if (failed === 0) return 0;
    const pods = ownedObjects<Pod>(this.#context.store, job, "pods").filter(({ status }) => status.phase === "Failed");
    const last = Math.max(0, ...pods.map(endOf));
    return last + Math.min(360_000, FIRST_BACKOFF_MS * 2 ** (failed - 1)) - this.#context.clock.now();
  }

  #create(job: Job, count: number): ApiError | undefined {
    const { manager, recorder } = this.#context;
    for (let index = 0; index < count; index += 1) {
      try {
        const pod = manager.create("pods", podFromTemplate(job, job.spec.template));
        recorder.record(job, "Normal", "SuccessfulCreate", `Created pod: ${pod.metadata.name}`, SOURCE);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        recorder.record(job, "Warning", "FailedCreate", `Error creating: ${error.message}`, SOURCE);
        return error;
      }
    }
    return undefined;
  }

  #finish(job: Job, counts: Counts, type: "Complete" | "Failed", reason: string, message: string): void {
    const { manager, recorder, clock } = this.#context;
    for (const pod of counts.active) manager.remove("pods", pod);
    const now = timestamp(clock.now());
    const make = (name: string): Condition => ({
      type: name,
      status: "True",
      reason,
      message,
      lastProbeTime: now,
      lastTransitionTime: now,
    });
    const conditions = [make(type === "Complete" ? "SuccessCriteriaMet" : "FailureTarget"), make(type)];
    const end = type === "Complete" ? { completionTime: now } : {};
    this.#setStatus(job, { ...counts, active: [] }, job.status.startTime ?? now, { conditions, ...end });
    if (type === "Complete") recorder.record(job, "Normal", "Completed", "Job completed", SOURCE);
    else recorder.record(job, "Warning", reason, message, SOURCE);
    const ttl = job.spec.ttlSecondsAfterFinished;
    if (ttl !== undefined) clock.after(ttl * 1000, () => manager.remove(KEY, job, { propagationPolicy: "Background" }));
  }

  #setStatus(job: Job, { active, succeeded, failed }: Counts, startTime: string, more: Partial<Job["status"]>): void {
    const ready = active.filter(isReady).length;
    this.#context.manager.setStatus(KEY, job, {
      ...(active.length > 0 ? { active: active.length } : {}),
      ...(succeeded > 0 ? { succeeded } : {}),
      ...(failed > 0 ? { failed } : {}),
      ready,
      terminating: 0,
      uncountedTerminatedPods: {},
      startTime,
      ...more,
    });
  }
}

const keyOf = ({ metadata }: KubeObject): string => `${metadata.namespace}/${metadata.name}`;

export function isFinished(job: Job): boolean {
  return ["Complete", "Failed"].some((type) => conditionOf(job.status.conditions, type)?.status === "True");
}

function countPods(pods: Pod[]): Counts {
  return {
    active: pods.filter(isActive),
    succeeded: pods.filter(({ status }) => status.phase === "Succeeded").length,
    failed: pods.filter(({ status }) => status.phase === "Failed").length,
  };
}

function isDone({ spec }: Job, { succeeded, active }: Counts): boolean {
  if (spec.completions === undefined) return succeeded > 0 && active.length === 0;
  return succeeded >= spec.completions;
}

function endOf(pod: Pod): number {
  return Math.max(
    0,
    ...(pod.status.containerStatuses ?? []).map(({ state }) => Date.parse(state.terminated?.finishedAt ?? "") || 0),
  );
}
