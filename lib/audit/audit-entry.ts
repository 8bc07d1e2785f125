import type { Actor } from "#lib/access/types";
import type { Context } from "#lib/context";

export type AuditResult = "allowed" | "denied" | "succeeded" | "failed";

/** What is done to what. Texts are made safe and secrets removed before anything is stored. */
export type AuditEntry = {
  /** `<thing>.<verb>`: `cluster.register`, `grant.create`, `session.sign-in`. */
  readonly action: string;
  readonly targetKind: string;
  readonly targetId?: string;
  readonly targetName: string;
  /** The team that the row concerns: its owners may read it. */
  readonly teamId?: string;
  readonly clusterId?: string;
  readonly namespace?: string;
  /** Facts that help to understand the row later. */
  readonly detail?: Readonly<Record<string, unknown>>;
};

/** Who, and where to write. A `Context` is one; before sign-in there is no actor. */
export type AuditContext = {
  readonly runtime: Pick<Context["runtime"], "db" | "clock" | "log">;
  readonly actor?: Pick<Actor, "userId" | "displayName" | "email">;
  readonly requestId?: string;
};
