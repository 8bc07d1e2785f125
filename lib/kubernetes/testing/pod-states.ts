import { EVENT } from "../kinds/event.ts";
import { JOB } from "../kinds/job.ts";
import { POD } from "../kinds/pod.ts";
import type { EventRow, PodRow } from "../types/rows.ts";
import { ago, asIs, NOW, object, podObject, terminated, waiting } from "./objects.ts";

type Json = Record<string, unknown>;
export type PodInput = Parameters<typeof podObject>[0];

/** The row of an object that surely has one. */
export function row<Row>(project: (object: unknown, intern: typeof asIs) => Row | undefined, from: unknown): Row {
  const found = project(from, asIs);
  if (found === undefined) throw new Error("no row");
  return found;
}

/** Rows of pods named p0, p1, … */
export const podRows = (pods: PodInput[], owner?: { kind: string; name: string; uid: string }): PodRow[] =>
  pods.map((pod, at) => row(POD.project, podObject({ name: `p${at}`, ...(owner ? { owner } : {}), ...pod })));

export const context = (events: Json[] = []) => {
  const rows = events.map((event): EventRow => row(EVENT.project, event));
  return { now: NOW, eventsOf: (uid: string) => rows.filter((event) => event.regardingUid === uid) };
};

export const ok: PodInput = {};

export const oom: PodInput = {
  ready: false,
  containers: [
    { limit: "256Mi", restarts: 4, state: waiting("CrashLoopBackOff"), last: terminated(137, "OOMKilled", 30) },
  ],
};

export const crash = (restarts: number): PodInput => ({
  ready: false,
  containers: [{ restarts, state: waiting("CrashLoopBackOff"), last: terminated(1, "Error", 30) }],
});

export const badImage: PodInput = {
  phase: "Pending",
  ready: false,
  containers: [
    {
      image: "pay/api:3.0.0",
      state: waiting("ImagePullBackOff", 'Back-off pulling image "pay/api:3.0.0": ErrImagePull: not found'),
    },
  ],
};

export const starting: PodInput = {
  phase: "Pending",
  ready: false,
  age: 8,
  containers: [{ state: waiting("ContainerCreating") }],
};

export const unschedulable: PodInput = {
  phase: "Pending",
  ready: false,
  containers: [{}],
  unschedulable:
    "0/4 nodes are available: 4 Insufficient cpu. preemption: 0/4 nodes are available: 4 No preemption victims found for incoming pod.",
};

export const evicted: PodInput = {
  phase: "Failed",
  ready: false,
  containers: [{}],
  status: { phase: "Failed", reason: "Evicted", message: "The node was low on resource: memory." },
};

export const exited: PodInput = { phase: "Failed", ready: false, containers: [{ state: terminated(3, "Error", 120) }] };

/** A Job of the given age. */
export const job = (parts: { name?: string; spec?: Json; status?: Json; age?: number; metadata?: Json }) =>
  row(
    JOB.project,
    object("Job", parts.name ?? "export", {
      age: parts.age ?? 600,
      spec: { completions: 1, ...parts.spec },
      status: { startTime: ago(parts.age ?? 600), ...parts.status },
      metadata: { ...parts.metadata },
    }),
  );
