import type { EventRow, PersistentVolumeClaimRow } from "../types/rows.ts";
import type { Verdict } from "../types/verdict.ts";
import { condenseMessage } from "./condense-message.ts";
import { formatBytes } from "./format-amount.ts";
import { formatDuration } from "./format-duration.ts";
import { makeVerdict } from "./make-verdict.ts";
import { terminatingVerdict } from "./terminating-verdict.ts";
import { recentEvents, recentWarnings, STARTING_SECONDS, type VerdictContext } from "./verdict-context.ts";

/** Growing a volume takes the storage seconds or minutes. */
const LONG_RESIZE_SECONDS = 900;

/** Judges a volume claim with its events. Pure. */
export function derivePersistentVolumeClaimVerdict(claim: PersistentVolumeClaimRow, context: VerdictContext): Verdict {
  const leaving = terminatingVerdict(claim, context);
  if (leaving) return leaving;
  if (claim.phase === "Lost") {
    const volume = claim.volumeName ? `Its volume \`${claim.volumeName}\`` : "Its volume";
    return makeVerdict("failing", "Lost", `${volume} is gone; the data may be lost`, { cause: "pvc-lost" });
  }
  if (claim.phase === "Pending") return pendingVerdict(claim, context);
  if (claim.phase !== "Bound")
    return makeVerdict("unknown", "Unknown", "The cluster says nothing about its volume yet");
  const { capacity, requested } = claim;
  if (capacity !== undefined && requested !== undefined && capacity < requested) {
    return resizeVerdict(claim, formatBytes(capacity), formatBytes(requested), context);
  }
  const size = capacity === undefined ? "" : `, ${formatBytes(capacity)}`;
  return makeVerdict("healthy", "Bound", `Bound to a volume${size}`);
}

function resizeVerdict(claim: PersistentVolumeClaimRow, from: string, to: string, context: VerdictContext): Verdict {
  const { conditions = [] } = claim;
  const holds = (type: RegExp) => conditions.find((one) => type.test(one.type) && one.status === "True");
  const waits = holds(/^FileSystemResizePending$/);
  const failed = holds(/^(Controller|Node)ResizeError$/);
  // What failed before the claim began to wait for a pod, the storage has done since.
  const event = recentWarnings(context, claim.uid).find(
    (one) => one.reason === "VolumeResizeFailed" && one.lastAt >= (waits?.since ?? 0),
  );
  if (failed || event) {
    const why = condenseMessage(failed?.message ?? event?.message ?? "");
    const sentence = `It stays at ${from}: growing to ${to} failed${why ? `, ${why}` : ""}`;
    const since = failed?.since ?? event?.firstAt;
    return makeVerdict("degraded", "Resize failed", sentence, { cause: "pvc-resize-failed", since });
  }
  const growing = `Growing from ${from} to ${to}`;
  const more = { cause: "pvc-resizing", since: waits?.since };
  if (waits) {
    return makeVerdict("progressing", "Resizing", `${growing}: the file system grows when a pod mounts it`, more);
  }
  const since = holds(/^Resizing$/)?.since;
  const long = since !== undefined && context.now - since > LONG_RESIZE_SECONDS;
  const time = long ? ` for ${formatDuration(context.now - since)}` : "";
  return makeVerdict(long ? "degraded" : "progressing", "Resizing", `${growing}${time}`, { ...more, since });
}

/** A failure counts until the claim waits for a pod again, and that until something makes a volume. */
function pendingVerdict(claim: PersistentVolumeClaimRow, context: VerdictContext): Verdict {
  const more = { cause: "pvc-pending", since: claim.createdAt };
  const failed = recentEvents(context, claim.uid).find((one) =>
    /^(ProvisioningFailed|FailedBinding)$/.test(one.reason),
  );
  const waits = newest(claim, context, /^WaitForFirstConsumer$/);
  const busy = newest(claim, context, /^(WaitForPodScheduled|Provisioning|ExternalProvisioning)$/);
  if (failed && (waits?.lastAt ?? 0) <= failed.lastAt) {
    return makeVerdict("failing", "No volume", explain(failed, claim), more);
  }
  if (waits && (busy?.lastAt ?? 0) <= waits.lastAt) {
    return makeVerdict("idle", "Waiting", "It gets its volume with the first pod that uses it", {
      ...more,
      cause: "pvc-waiting",
    });
  }
  const since = waits?.lastAt ?? claim.createdAt;
  const waiting = context.now - since;
  const storage = claim.storageClass ? ` of storage class \`${claim.storageClass}\`` : "";
  const sentence = `It has waited for a volume${storage} for ${formatDuration(waiting)}`;
  const level = waiting <= STARTING_SECONDS ? "progressing" : "degraded";
  return makeVerdict(level, "Pending", sentence, { ...more, since });
}

function newest({ uid }: PersistentVolumeClaimRow, { eventsOf }: VerdictContext, reason: RegExp): EventRow | undefined {
  const events = (eventsOf?.(uid) ?? []).filter((event) => reason.test(event.reason));
  return events.toSorted((a, b) => b.lastAt - a.lastAt)[0];
}

function explain(event: EventRow, claim: PersistentVolumeClaimRow): string {
  if (/no persistent volumes available/.test(event.message)) return "No volume fits and no storage class is set";
  const missing = /storageclass\S* "[^"]+" not found/.test(event.message);
  const why = missing ? `storage class \`${claim.storageClass}\` does not exist` : condenseMessage(event.message);
  return `No volume could be made: ${why}`;
}
