import type { PodRow, RowMeta } from "../types/rows.ts";
import type { Verdict } from "../types/verdict.ts";
import { formatDuration } from "./format-duration.ts";
import { makeVerdict } from "./make-verdict.ts";
import { type PodProblem, plainProblem } from "./pod-problem.ts";
import type { VerdictContext } from "./verdict-context.ts";

/** A little lateness is normal: the kubelet reports, then the object goes. */
const LATE_SECONDS = 60;

/** The verdict of an object that is being deleted, else `undefined`. `deletedAt` is when its grace period ends. */
export function terminatingVerdict(
  row: RowMeta & { readonly node?: string | undefined },
  { now, nodeOf }: VerdictContext,
): Verdict | undefined {
  if (row.deletedAt === undefined) return undefined;
  const late = now - row.deletedAt;
  const more = { cause: "terminating", since: row.deletedAt };
  if (late <= LATE_SECONDS) return makeVerdict("progressing", "Terminating", "It is being deleted", more);
  const sentence = `It should have been gone ${formatDuration(late)} ago and is still there${silentNode(row.node, nodeOf)}`;
  return makeVerdict("degraded", "Stuck terminating", sentence, more);
}

/** A pod that stays although it should be gone: what replaces it may wait for its name or its volume. */
export function stuckProblem(pod: PodRow, { now, nodeOf }: VerdictContext): PodProblem | undefined {
  if (pod.deletedAt === undefined || now - pod.deletedAt <= LATE_SECONDS) return undefined;
  const late = formatDuration(now - pod.deletedAt);
  const head = `pod \`${pod.name}\` should have been gone ${late} ago${silentNode(pod.node, nodeOf)}`;
  return plainProblem("terminating", "Stuck terminating", "degraded", head, pod.deletedAt);
}

function silentNode(name: string | undefined, nodeOf: VerdictContext["nodeOf"]): string {
  const ready = name === undefined ? undefined : nodeOf?.(name)?.conditions.find((one) => one.type === "Ready");
  return ready && ready.status !== "True" ? `: its node \`${name}\` does not confirm that it has stopped` : "";
}
