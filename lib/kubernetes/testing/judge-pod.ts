import { derivePodVerdict } from "../kinds/derive-pod-verdict.ts";
import { EVENT } from "../kinds/event.ts";
import { NODE } from "../kinds/node.ts";
import { POD } from "../kinds/pod.ts";
import type { EventRow } from "../types/rows.ts";
import type { Verdict } from "../types/verdict.ts";
import { asIs, eventObject, NOW, podObject, waiting } from "./objects.ts";

/** What is known about a pod besides itself. */

export type PodSigns = { events?: [reason: string, message: string, more?: Record<string, unknown>][]; node?: unknown };

/** Projects a pod object with its events and node, and judges it. */
export function judgePod(pod: Parameters<typeof podObject>[0], { events = [], node }: PodSigns = {}): Verdict {
  const row = POD.project(podObject(pod), asIs);
  if (!row) throw new Error("no row");
  const rows = events
    .map(([reason, message, more]) => EVENT.project(eventObject(row.uid, reason, message, more), asIs))
    .filter((event): event is EventRow => event !== undefined);
  const nodeRow = node ? NODE.project(node, asIs) : undefined;
  return derivePodVerdict(row, {
    now: NOW,
    eventsOf: (uid) => (uid === row.uid ? rows : []),
    nodeOf: () => nodeRow,
  });
}

/** A pod whose only container is not ready. */
export const crash = (container: object) => ({ ready: false, containers: [{ ready: false, ...container }] });

/** CrashLoopBackOff with the kubelet's delay. */
export const backOff = (text: string) =>
  waiting("CrashLoopBackOff", `back-off ${text} restarting failed container=api pod=x_y(z)`);
