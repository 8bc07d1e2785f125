import { createHash } from "node:crypto";

/** The columns that the hash covers: all but the hash itself. */
export type HashedEvent = {
  readonly seq: bigint;
  readonly id: string;
  readonly at: Date;
  readonly phase: string;
  readonly intentId: string | null;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly targetKind: string;
  readonly targetId: string | null;
  readonly targetName: string;
  readonly teamId: string | null;
  readonly clusterId: string | null;
  readonly namespace: string | null;
  readonly result: string;
  readonly requestId: string | null;
  readonly detail: unknown;
  readonly prevHash: Uint8Array;
};

/** What the first row of the chain points to. */
export const GENESIS = new Uint8Array(32);

/** SHA-256 over the hash before it and a JSON array of the row's columns, in which objects have sorted keys. */
export function hashEvent(event: HashedEvent): Uint8Array<ArrayBuffer> {
  const columns = [
    event.seq.toString(),
    event.id,
    event.at.toISOString(),
    event.phase,
    event.intentId,
    event.actorId,
    event.actorName,
    event.action,
    event.targetKind,
    event.targetId,
    event.targetName,
    event.teamId,
    event.clusterId,
    event.namespace,
    event.result,
    event.requestId,
    sortKeys(event.detail),
  ];
  const digest = createHash("sha256").update(event.prevHash).update(JSON.stringify(columns)).digest();
  return new Uint8Array(digest);
}

/** The database keeps JSON without the order of keys. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, item]) => [key, sortKeys(item)]);
}
