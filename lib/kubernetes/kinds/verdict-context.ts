import type { EventRow, NodeRow } from "../types/rows.ts";

/** What a verdict may look at besides the object itself. What is not given is not known, and nothing is said of it. */
export type VerdictContext = {
  /** Epoch seconds. */
  readonly now: number;
  /** Events about the object with this uid. */
  readonly eventsOf?: (uid: string) => readonly EventRow[];
  readonly nodeOf?: (name: string) => NodeRow | undefined;
};

/** A restart this recent still matters when everything runs again. */
export const RECENT_SECONDS = 600;
/** What takes no longer than this to start is starting, not failing. */
export const STARTING_SECONDS = 60;
/** An event older than this says nothing about now. */
const EVENT_SECONDS = 900;

/** Events about an object that are still of interest, newest first. */
export function recentEvents(context: VerdictContext, uid: string): readonly EventRow[] {
  const events = context.eventsOf?.(uid) ?? [];
  return events.filter((event) => context.now - event.lastAt <= EVENT_SECONDS).toSorted((a, b) => b.lastAt - a.lastAt);
}

/** The warnings among them. */
export function recentWarnings(context: VerdictContext, uid: string): readonly EventRow[] {
  return recentEvents(context, uid).filter((event) => event.type === "Warning");
}
