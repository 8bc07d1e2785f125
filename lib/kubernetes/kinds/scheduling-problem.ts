import type { EventRow, PodRow } from "../types/rows.ts";
import { condenseMessage } from "./condense-message.ts";
import { condenseScheduling } from "./condense-scheduling.ts";
import { formatDuration } from "./format-duration.ts";
import { type PodProblem, plainProblem } from "./pod-problem.ts";
import { recentEvents, STARTING_SECONDS, type VerdictContext } from "./verdict-context.ts";

/** A node joins within minutes. Where none has by then, the autoscaler may well be trying in vain. */
const LONG_SCALE_UP_SECONDS = 900;

/** Why a pod has no node yet. Autoscalers and other schedulers need a moment: what is new is not failing. */
export function schedulingProblem(pod: PodRow, context: VerdictContext): PodProblem {
  const waiting = context.now - pod.createdAt;
  if (pod.unschedulable === undefined) {
    if (waiting <= STARTING_SECONDS)
      return plainProblem("starting", "Starting", "progressing", "it waits for a node", pod.createdAt);
    const head = `no scheduler has looked at it for ${formatDuration(waiting)}`;
    return plainProblem("unschedulable", "Not scheduled", "degraded", head, pod.createdAt);
  }
  const head = condenseScheduling(pod.unschedulable);
  if (/scheduling gate/.test(head)) return plainProblem("gated", "Gated", "progressing", head, pod.createdAt);
  const answer = autoscalerAnswer(pod, context);
  if (answer?.scales) {
    const level = waiting > LONG_SCALE_UP_SECONDS ? "degraded" : "progressing";
    return plainProblem("node-scale-up", "Adding nodes", level, `${head}; ${answer.text}`, pod.createdAt);
  }
  if (waiting <= STARTING_SECONDS) {
    const text = `${head}; it has waited ${formatDuration(waiting)} for a node`;
    return plainProblem("scheduling", "Scheduling", "progressing", text, pod.createdAt);
  }
  const text = answer ? `${head}; ${answer.text}` : head;
  return plainProblem("unschedulable", "Not schedulable", "failing", text, pod.createdAt);
}

type Answer = { readonly scales: boolean; readonly text: string };

/** What the cluster autoscaler (`TriggeredScaleUp`) or Karpenter (`Nominated`) last said of a pod. */
function autoscalerAnswer(pod: PodRow, context: VerdictContext): Answer | undefined {
  const event = recentEvents(context, pod.uid).find((one) =>
    /^(TriggeredScaleUp|NotTriggerScaleUp|Nominated)$/.test(one.reason),
  );
  if (!event) return undefined;
  const ago = `${formatDuration(context.now - event.lastAt)} ago`;
  if (event.reason === "NotTriggerScaleUp") return { scales: false, text: refused(event) };
  if (event.reason === "Nominated") {
    const node = /\bnode(?:claim)?\/([^\s,]+)/.exec(event.message)?.[1];
    return { scales: true, text: `Karpenter chose ${node ? `\`${node}\`` : "a node"} for it ${ago}` };
  }
  const group = /\[\{(?:\S*\/)?([^\s/]+) \d+->\d+/.exec(event.message)?.[1];
  const where = group ? ` to \`${group}\`` : "";
  return { scales: true, text: `the cluster autoscaler began to add a node${where} ${ago}` };
}

function refused(event: EventRow): string {
  const why = /^pod didn't trigger scale-up:\s*(.+)$/s.exec(event.message)?.[1];
  return `the cluster autoscaler adds no node${why ? `: ${condenseMessage(why)}` : ""}`;
}
