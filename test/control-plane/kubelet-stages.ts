import { stringify } from "yaml";
import {
  endedStatus,
  NODE_CONDITIONS,
  NODE_REGISTRATION,
  podStatus,
  running,
  terminated,
  waiting,
} from "./status-templates.ts";

/** The demo fleet's annotation and its words, so that one manifest means the same on both. */
const BEHAVIOUR = '.metadata.annotations["demo.wheelhouse.example/behaviour"] // "ok" | split(" ") | .[0]';
const NODE_READY = '.status.conditions.[] | select( .type == "Ready" ) | .status';
const HEARTBEAT_MS = 20_000;
const CRASH_AFTER_MS = 1_000;
const END_AFTER_MS = 500;

type Rule = { key: string; operator: "In" | "NotIn" | "Exists" | "DoesNotExist"; values?: string[] };
type Next = { statusTemplate: string } | { delete: true };
type StageOptions = { kind?: "Pod" | "Node"; delayMs?: number; repeats?: boolean };

const is = (key: string, ...values: string[]): Rule => ({ key, operator: "In", values });
const isNot = (key: string, ...values: string[]): Rule => ({ key, operator: "NotIn", values });
const has = (key: string): Rule => ({ key, operator: "Exists" });
const lacks = (key: string): Rule => ({ key, operator: "DoesNotExist" });

const alive = lacks(".metadata.deletionTimestamp");
const bound = [alive, is(".status.phase", "Pending"), lacks(".status.startTime")];
const runs = [alive, is(".status.phase", "Running"), has(".status.containerStatuses.[].state.running.startedAt")];

function stage(name: string, rules: Rule[], next: Next, { kind = "Pod", delayMs, repeats }: StageOptions = {}): object {
  return {
    apiVersion: "kwok.x-k8s.io/v1alpha1",
    kind: "Stage",
    metadata: { name },
    spec: {
      resourceRef: { apiGroup: "v1", kind },
      selector: { matchExpressions: rules },
      ...(delayMs === undefined ? {} : { delay: { durationMilliseconds: delayMs } }),
      ...(repeats ? { immediateNextStage: true } : {}),
      next,
    },
  };
}

const BACK_OFF =
  'printf "back-off 10s restarting failed container=%s pod=%s_%s(%s)" .name $.metadata.name $.metadata.namespace $.metadata.uid';

function crashLoop(exitCode: number, reason: string): Next {
  const state = waiting("CrashLoopBackOff", BACK_OFF);
  return { statusTemplate: podStatus("Running", { state, lastState: terminated(exitCode, reason), restarts: 3 }) };
}

function held(reason: string, message: string): Next {
  return { statusTemplate: podStatus("Pending", { state: waiting(reason, message) }) };
}

const NODES = [
  stage("node-registration", [isNot(NODE_READY, "True")], { statusTemplate: NODE_REGISTRATION }, { kind: "Node" }),
  stage(
    "node-heartbeat",
    [is(".status.phase", "Running"), is(NODE_READY, "True")],
    { statusTemplate: NODE_CONDITIONS },
    { kind: "Node", delayMs: HEARTBEAT_MS, repeats: true },
  ),
];

const PODS = [
  stage("pod-ready", [...bound, isNot(BEHAVIOUR, "oom", "crash", "image-pull", "unready", "config")], {
    statusTemplate: podStatus("Running", { state: running, ready: true, started: true }),
  }),
  stage("pod-unready", [...bound, is(BEHAVIOUR, "unready", "oom", "crash")], {
    statusTemplate: podStatus("Running", { state: running, started: true }),
  }),
  stage("pod-crash", [...runs, is(BEHAVIOUR, "crash")], crashLoop(1, "Error"), { delayMs: CRASH_AFTER_MS }),
  stage("pod-oom", [...runs, is(BEHAVIOUR, "oom")], crashLoop(137, "OOMKilled"), { delayMs: CRASH_AFTER_MS }),
  stage(
    "pod-image-pull",
    [...bound, is(BEHAVIOUR, "image-pull")],
    held("ImagePullBackOff", 'printf "Back-off pulling image %q" .image'),
  ),
  stage(
    "pod-config",
    [...bound, is(BEHAVIOUR, "config")],
    held("CreateContainerConfigError", '"configmap \\"settings\\" not found"'),
  ),
  stage(
    "pod-complete",
    [...runs, is(".metadata.ownerReferences.[].kind", "Job"), isNot(BEHAVIOUR, "fail")],
    { statusTemplate: endedStatus("Succeeded", terminated(0, "Completed")) },
    { delayMs: END_AFTER_MS },
  ),
  stage(
    "pod-fail",
    [...runs, is(BEHAVIOUR, "fail")],
    { statusTemplate: endedStatus("Failed", terminated(1, "Error")) },
    { delayMs: END_AFTER_MS },
  ),
  stage("pod-delete", [has(".metadata.deletionTimestamp")], { delete: true }),
];

/**
 * kwok's configuration (YAML): how its nodes stay ready and how pods come up, crash, wait, end and go, by their
 * annotation `demo.wheelhouse.example/behaviour` (ok, unready, crash, oom, image-pull, config, fail).
 */
export function kubeletStages(): string {
  return [...NODES, ...PODS].map((document) => stringify(document, { lineWidth: 0 })).join("---\n");
}
