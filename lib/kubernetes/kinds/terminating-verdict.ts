import type { RowMeta } from "../types/rows.ts";
import type { Verdict } from "../types/verdict.ts";
import { formatDuration } from "./format-duration.ts";
import { makeVerdict } from "./make-verdict.ts";
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
  const ready = row.node === undefined ? undefined : nodeOf?.(row.node)?.conditions.find((one) => one.type === "Ready");
  const why = ready && ready.status !== "True" ? `: its node \`${row.node}\` does not confirm that it has stopped` : "";
  const sentence = `It should have been gone ${formatDuration(late)} ago and is still there${why}`;
  return makeVerdict("degraded", "Stuck terminating", sentence, more);
}
