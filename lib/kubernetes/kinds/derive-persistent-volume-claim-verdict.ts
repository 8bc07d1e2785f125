import type { EventRow, PersistentVolumeClaimRow } from "../types/rows.ts";
import type { Verdict } from "../types/verdict.ts";
import { condenseMessage } from "./condense-message.ts";
import { formatBytes } from "./format-amount.ts";
import { formatDuration } from "./format-duration.ts";
import { makeVerdict } from "./make-verdict.ts";
import { terminatingVerdict } from "./terminating-verdict.ts";
import { recentWarnings, STARTING_SECONDS, type VerdictContext } from "./verdict-context.ts";

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
    const sentence = `Growing from ${formatBytes(capacity)} to ${formatBytes(requested)}`;
    return makeVerdict("progressing", "Resizing", sentence, { cause: "pvc-resizing" });
  }
  const size = capacity === undefined ? "" : `, ${formatBytes(capacity)}`;
  return makeVerdict("healthy", "Bound", `Bound to a volume${size}`);
}

function pendingVerdict(claim: PersistentVolumeClaimRow, context: VerdictContext): Verdict {
  const more = { cause: "pvc-pending", since: claim.createdAt };
  const failed = recentWarnings(context, claim.uid).find((event) =>
    /^(ProvisioningFailed|FailedBinding)$/.test(event.reason),
  );
  if (failed) return makeVerdict("failing", "No volume", `No volume could be made: ${explain(failed, claim)}`, more);
  const events = context.eventsOf?.(claim.uid) ?? [];
  if (events.some((event) => event.reason === "WaitForFirstConsumer")) {
    return makeVerdict("idle", "Waiting", "It gets its volume with the first pod that uses it", {
      ...more,
      cause: "pvc-waiting",
    });
  }
  if (events.some((event) => event.reason === "FailedBinding")) {
    return makeVerdict("failing", "No volume", "No volume fits and no storage class is set", more);
  }
  const waiting = context.now - claim.createdAt;
  const storage = claim.storageClass ? ` of storage class \`${claim.storageClass}\`` : "";
  const sentence = `It has waited for a volume${storage} for ${formatDuration(waiting)}`;
  return makeVerdict(waiting <= STARTING_SECONDS ? "progressing" : "degraded", "Pending", sentence, more);
}

function explain(event: EventRow, claim: PersistentVolumeClaimRow): string {
  if (/storageclass\S* "[^"]+" not found/.test(event.message))
    return `storage class \`${claim.storageClass}\` does not exist`;
  if (/no persistent volumes available/.test(event.message)) return "none fits and no storage class is set";
  return condenseMessage(event.message);
}
