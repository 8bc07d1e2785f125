import type { KubeObject } from "../../types/object.ts";
import type { CronJob, Job } from "../../types/workloads.ts";
import { timestamp } from "../../util/time.ts";
import type { ControllerContext } from "../context.ts";
import { controllerOf, ownedObjects, ownerReference } from "../helpers.ts";
import { WorkQueue } from "../work-queue.ts";
import { nextRun } from "./cron-schedule.ts";
import { isFinished } from "./job.ts";

const KEY = "cronjobs.batch";
const JOBS = "jobs.batch";
const SOURCE = { component: "cronjob-controller" };

/** Creates Jobs by schedule and keeps a few of the finished ones. */
export class CronJobController {
  readonly #context: ControllerContext;
  readonly #queue: WorkQueue;
  readonly #planned = new Map<string, { schedule: string; cancel: () => void }>();

  constructor(context: ControllerContext) {
    this.#context = context;
    this.#queue = new WorkQueue(context.clock, (key) => this.#reconcile(key));
    context.store.subscribe(({ object }) => this.#queue.add(keyOf(object)), KEY);
    context.store.subscribe(({ object }) => {
      const owner = controllerOf(object);
      if (owner?.kind === "CronJob") this.#queue.add(`${object.metadata.namespace}/${owner.name}`);
    }, JOBS);
  }

  #get(key: string): CronJob | undefined {
    const [namespace, name = ""] = key.split("/");
    return this.#context.store.get(KEY, namespace, name) as CronJob | undefined;
  }

  #reconcile(key: string): void {
    const cron = this.#get(key);
    if (!cron || cron.metadata.deletionTimestamp) {
      this.#planned.get(key)?.cancel();
      this.#planned.delete(key);
      return;
    }
    const jobs = ownedObjects<Job>(this.#context.store, cron, JOBS);
    this.#cleanUp(cron, jobs);
    this.#updateStatus(cron, jobs, cron.status.lastScheduleTime);
    this.#plan(key, cron);
  }

  /** In the sketched past nothing runs: the first run is the first of the detailed time. */
  #plan(key: string, cron: CronJob): void {
    const { clock, start } = this.#context;
    const planned = this.#planned.get(key);
    if (planned?.schedule === cron.spec.schedule) return;
    planned?.cancel();
    const from = Math.max(clock.now(), start - 11 * 60_000);
    const next = nextRun(cron.spec.schedule, from);
    if (next === undefined) return;
    const cancel = clock.after(next - clock.now(), () => {
      this.#planned.delete(key);
      this.#run(key, next);
      this.#queue.add(key);
    });
    this.#planned.set(key, { schedule: cron.spec.schedule, cancel });
  }

  #run(key: string, scheduled: number): void {
    const cron = this.#get(key);
    if (!cron || cron.spec.suspend || cron.metadata.deletionTimestamp) return;
    const { manager, recorder, store } = this.#context;
    const active = ownedObjects<Job>(store, cron, JOBS).filter((job) => !isFinished(job));
    if (active.length > 0 && cron.spec.concurrencyPolicy === "Forbid") {
      const text = "Not starting job because prior execution is running and concurrency policy is Forbid";
      recorder.record(cron, "Normal", "JobAlreadyActive", text, SOURCE);
      return;
    }
    if (cron.spec.concurrencyPolicy === "Replace")
      for (const job of active) manager.remove(JOBS, job, { propagationPolicy: "Background" });
    const { metadata = {}, spec } = cron.spec.jobTemplate;
    const job = manager.create<Job>(JOBS, {
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: {
        name: `${cron.metadata.name}-${Math.floor(scheduled / 60_000)}`,
        namespace: cron.metadata.namespace,
        ...(metadata.labels ? { labels: metadata.labels } : {}),
        annotations: {
          ...metadata.annotations,
          "batch.kubernetes.io/cronjob-scheduled-timestamp": timestamp(scheduled),
        },
        ownerReferences: [ownerReference(cron)],
      },
      spec,
    });
    recorder.record(cron, "Normal", "SuccessfulCreate", `Created job ${job.metadata.name}`, SOURCE);
    this.#updateStatus(cron, ownedObjects<Job>(store, cron, JOBS), timestamp(scheduled));
  }

  #cleanUp(cron: CronJob, jobs: readonly Job[]): void {
    const newest = (list: readonly Job[]): Job[] =>
      list.toSorted((a, b) => (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? 1 : -1));
    const done = jobs.filter(isFinished);
    const succeeded = newest(done.filter(({ status }) => status.completionTime));
    const failed = newest(done.filter(({ status }) => !status.completionTime));
    const old = [
      ...succeeded.slice(cron.spec.successfulJobsHistoryLimit),
      ...failed.slice(cron.spec.failedJobsHistoryLimit),
    ];
    for (const job of old) {
      this.#context.manager.remove(JOBS, job, { propagationPolicy: "Background" });
      this.#context.recorder.record(cron, "Normal", "SuccessfulDelete", `Deleted job ${job.metadata.name}`, SOURCE);
    }
  }

  #updateStatus(cron: CronJob, jobs: readonly Job[], lastScheduleTime: string | undefined): void {
    const active = jobs
      .filter((job) => !isFinished(job))
      .map(({ apiVersion, kind, metadata }) => ({
        apiVersion,
        kind,
        name: metadata.name,
        namespace: metadata.namespace,
        uid: metadata.uid,
        resourceVersion: metadata.resourceVersion,
      }));
    const before = new Set((cron.status.active ?? []).map(({ uid }) => uid));
    for (const job of jobs.filter((candidate) => isFinished(candidate) && before.has(candidate.metadata.uid))) {
      const result = job.status.completionTime ? "Complete" : "Failed";
      const text = `Saw completed job: ${job.metadata.name}, condition: ${result}`;
      this.#context.recorder.record(cron, "Normal", "SawCompletedJob", text, SOURCE);
    }
    const ends = jobs.flatMap(({ status }) => status.completionTime ?? []).sort();
    const lastSuccess = ends.at(-1) ?? cron.status.lastSuccessfulTime;
    this.#context.manager.setStatus(KEY, cron, {
      ...(active.length > 0 ? { active } : {}),
      ...(lastScheduleTime ? { lastScheduleTime } : {}),
      ...(lastSuccess ? { lastSuccessfulTime: lastSuccess } : {}),
    });
  }
}

const keyOf = ({ metadata }: KubeObject): string => `${metadata.namespace}/${metadata.name}`;
