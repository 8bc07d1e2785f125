import type { z } from "zod";
import type { Actor, Scope } from "#lib/access/types";
import type { Context } from "#lib/context";
import type { ClusterFreshness } from "#lib/http/answer";
import type { CachedKind } from "#lib/kubernetes/types/rows";

/** A list as a view gives it: keyed rows, freshness, and any further fields. The hub sets `revision` itself. */
export type ViewAnswer = {
  items: readonly { readonly key: string }[];
  freshness: readonly ClusterFreshness[];
};

/** What a viewer may do with a view, decided for each viewer: at the opening and at each change of access. */
export type ViewAdmission = {
  /** Viewers with equal keys get the same answer and share one computation: scope hash and whatever else it shows. */
  readonly shareKey: string;
  /** The clusters whose changes matter. */
  readonly scope: Scope;
};

/** One named list of a domain. Its JSON route, its page and the live stream use the same `load`. */
export type LiveView<P = unknown, A extends ViewAnswer = ViewAnswer> = {
  /** Also the path of its JSON route: `/api/<name>`. */
  readonly name: string;
  readonly params: z.ZodType<P>;
  /** A change of these kinds may change the answer. */
  readonly kinds: readonly CachedKind[];
  /** The guard. @throws `not_found` or `forbidden` when the view does not exist for this viewer. */
  admit(ctx: Context, params: P): Promise<ViewAdmission>;
  /** The verb, with a guard of its own. */
  load(ctx: Context, params: P): Promise<A>;
};

/** An answer as it leaves: the object for pages, the same bytes for all viewers that share it. */
export type ViewReading<A = ViewAnswer> = {
  /** Equal for equal answers: a digest of the contents, so it survives a restart. */
  readonly revision: string;
  readonly answer: A & { readonly revision: string };
  readonly body: Buffer;
};

/** Where the hub writes one browser's events. Made by `server/live.ts`; in tests by hand. */
export type LiveSink = {
  /** Bytes that wait to be sent. */
  pending(): number;
  write(chunk: Buffer): void;
  /** Calls back once when the waiting bytes are gone. */
  onceDrained(listener: () => void): void;
  end(): void;
};

export type LiveSubscription = {
  /** View name with parameters, `workloads?team=payments`; the view's id in every message. */
  readonly view: string;
  /** The revision that the viewer holds already. */
  readonly revision?: string;
};

export type LiveRequest = {
  readonly actor: Actor;
  readonly requestId: string;
  readonly subscriptions: readonly LiveSubscription[];
  /** Ends when what is new since the given revisions has been said. */
  readonly once?: boolean;
  readonly sink: LiveSink;
  /** Reads the session anew; undefined: it has ended. */
  readonly reauthenticate: () => Promise<Actor | undefined>;
};

export type LiveStats = {
  readonly streams: number;
  readonly subscriptions: number;
  readonly sharedViews: number;
  readonly computations: number;
  readonly patches: number;
  readonly resets: number;
};

/** Answers of the registered views, computed once for all viewers with equal sight, and their changes as they come. */
export type LiveHub = {
  /**
   * The present answer of a view, from memory when nothing it depends on has changed.
   * @throws `bad_input` for wrong parameters, `not_found` for unknown views and whatever the view's guard throws.
   */
  read<A extends ViewAnswer = ViewAnswer>(ctx: Context, name: string, params: unknown): Promise<ViewReading<A>>;
  /**
   * Streams views to a browser until `close` is called, the session ends or the hub drains.
   * @throws `too_many_requests` when the person has too many streams open.
   */
  open(request: LiveRequest): { close(): void };
  /** Something outside the clusters changed (inventory, teams, grants): recompute what is being watched. */
  invalidate(): void;
  /** Tells all viewers to reconnect elsewhere and ends their streams. */
  drain(): void;
  stats(): LiveStats;
};
