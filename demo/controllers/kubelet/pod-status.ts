import type { Condition } from "../../types/object.ts";
import type { Pod, PodStatus } from "../../types/workloads.ts";
import { timestamp } from "../../util/time.ts";
import { conditionOf } from "../helpers.ts";
import type { ContainerRun } from "./container-run.ts";

export type PodFacts = {
  hostIp: string;
  podIp: string | undefined;
  startTime: number;
  init: readonly ContainerRun[];
  main: readonly ContainerRun[];
  /** Set when the pod ended as a whole, for example by eviction. */
  failure: { reason: string; message: string } | undefined;
};

const initialized = (facts: PodFacts): boolean => facts.init.every((run) => run.exitCode === 0);

function phaseOf(pod: Pod, facts: PodFacts): PodStatus["phase"] {
  const { main, failure } = facts;
  if (failure) return "Failed";
  const initFailed = facts.init.some((run) => (run.exitCode ?? 0) !== 0) && pod.spec.restartPolicy === "Never";
  if (initFailed) return "Failed";
  if (!initialized(facts)) return "Pending";
  const ended = main.every((run) => run.state.terminated) && pod.spec.restartPolicy !== "Always";
  if (ended) {
    if (main.every((run) => run.exitCode === 0)) return "Succeeded";
    if (pod.spec.restartPolicy === "Never") return "Failed";
  }
  // Once a container has run, the pod stays Running while it is restarted.
  const begun = main.some((run) => run.running || run.state.terminated || run.last.terminated);
  return begun ? "Running" : "Pending";
}

type Draft = Pick<Condition, "type" | "status" | "reason" | "message">;

function notReady(names: readonly string[], phase: string): Pick<Condition, "reason" | "message"> {
  if (phase === "Succeeded") return { reason: "PodCompleted" };
  if (phase === "Failed") return { reason: "PodFailed" };
  return { reason: "ContainersNotReady", message: `containers with unready status: [${names.join(" ")}]` };
}

function drafts(facts: PodFacts, phase: PodStatus["phase"]): Draft[] {
  const incomplete = facts.init.filter((run) => run.exitCode !== 0).map(({ container }) => container.name);
  const unready = facts.main.filter((run) => !run.ready).map(({ container }) => container.name);
  const done = phase === "Succeeded" || phase === "Failed";
  const readyPart: Omit<Draft, "type"> =
    unready.length === 0 && !done ? { status: "True" } : { status: "False", ...notReady(unready, phase) };
  return [
    { type: "PodReadyToStartContainers", status: facts.podIp && !done ? "True" : "False" },
    incomplete.length === 0
      ? { type: "Initialized", status: "True", ...(phase === "Succeeded" ? { reason: "PodCompleted" } : {}) }
      : {
          type: "Initialized",
          status: "False",
          reason: "ContainersNotInitialized",
          message: `containers with incomplete status: [${incomplete.join(" ")}]`,
        },
    { type: "Ready", ...readyPart },
    { type: "ContainersReady", ...readyPart },
  ];
}

function conditionsOf(pod: Pod, facts: PodFacts, phase: PodStatus["phase"], now: number): Condition[] {
  const old = pod.status.conditions;
  const own = drafts(facts, phase).map((draft): Condition => {
    const before = conditionOf(old, draft.type);
    const since = before?.status === draft.status ? before.lastTransitionTime : timestamp(now);
    return { ...draft, lastProbeTime: null, lastTransitionTime: since ?? timestamp(now) };
  });
  const kept = (old ?? []).filter(({ type }) => !own.some((condition) => condition.type === type));
  return [...own, ...kept];
}

/** The status a kubelet writes for a pod. */
export function composePodStatus(pod: Pod, facts: PodFacts, now: number): PodStatus {
  const phase = phaseOf(pod, facts);
  const { failure, podIp } = facts;
  return {
    phase,
    conditions: conditionsOf(pod, facts, phase, now),
    ...(failure ?? {}),
    hostIP: facts.hostIp,
    hostIPs: [{ ip: facts.hostIp }],
    ...(podIp ? { podIP: podIp, podIPs: [{ ip: podIp }] } : {}),
    startTime: timestamp(facts.startTime),
    ...(facts.init.length > 0 ? { initContainerStatuses: facts.init.map((run) => run.status()) } : {}),
    containerStatuses: failure ? [] : facts.main.map((run) => run.status()),
    ...(pod.status.qosClass ? { qosClass: pod.status.qosClass } : {}),
  };
}
