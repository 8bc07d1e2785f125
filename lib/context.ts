import type { Actor } from "#lib/access/types";
import type { Runtime } from "#lib/runtime";

/** What every verb gets first: who asks, on what, and how to cancel. */
export type Context = {
  readonly runtime: Runtime;
  readonly actor: Actor;
  readonly requestId: string;
  readonly signal?: AbortSignal;
};
