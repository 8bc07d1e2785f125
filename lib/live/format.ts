/** Names of the events of the live stream; see `schemas.ts`. Apart from them, so that a browser needs no validator. */
export const LIVE_EVENTS = ["snapshot", "patch", "state", "reset", "refused", "bye"] as const;
