import type { EventRow } from "#lib/kubernetes/types/rows";
import type { EventDetail } from "./schemas.ts";

const MAX_EVENTS = 100;

/** Events about any of the objects, or about anything, newest first. */
export function collectEvents(rows: readonly EventRow[], uids?: ReadonlySet<string>): EventDetail[] {
  return rows
    .filter((event) => uids === undefined || uids.has(event.regardingUid ?? ""))
    .sort((a, b) => b.lastAt - a.lastAt || (a.uid < b.uid ? -1 : 1))
    .slice(0, MAX_EVENTS)
    .map((event) => ({
      key: event.uid,
      type: event.type,
      reason: event.reason,
      message: event.message,
      count: event.count,
      firstAt: event.firstAt,
      lastAt: event.lastAt,
      source: event.source,
      regardingKind: event.regardingKind,
      regardingName: event.regardingName,
    }));
}
