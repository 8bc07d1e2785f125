import type { Serialised } from "./serialise-answer.ts";

/** From one revision to the next. Values are JSON texts. */
export type Delta = {
  /** The revision it leads to. */
  readonly revision: string;
  readonly upserts: ReadonlyMap<string, string>;
  readonly deletes: ReadonlySet<string>;
  /** `null` for a field that is gone. */
  readonly fields: ReadonlyMap<string, string>;
  /** Undefined: unchanged. */
  readonly freshness: string | undefined;
};

/** What leads from one answer to the next; undefined when nothing differs. */
export function diffAnswers(from: Serialised, to: Serialised): Delta | undefined {
  if (from.revision === to.revision) return undefined;
  const upserts = new Map([...to.rows].filter(([key, json]) => from.rows.get(key) !== json));
  const deletes = new Set([...from.rows.keys()].filter((key) => !to.rows.has(key)));
  const fields = new Map([...to.fields].filter(([name, json]) => from.fields.get(name) !== json));
  for (const name of from.fields.keys()) if (!to.fields.has(name)) fields.set(name, "null");
  const freshness = from.freshness === to.freshness ? undefined : to.freshness;
  return { revision: to.revision, upserts, deletes, fields, freshness };
}

/** Several deltas in a row as one: the last word on each row and field wins. */
export function mergeDeltas(deltas: readonly Delta[]): Delta | undefined {
  const last = deltas.at(-1);
  if (!last) return undefined;
  const upserts = new Map<string, string>();
  const deletes = new Set<string>();
  const fields = new Map<string, string>();
  let freshness: string | undefined;
  for (const delta of deltas) {
    for (const [key, json] of delta.upserts) {
      upserts.set(key, json);
      deletes.delete(key);
    }
    for (const key of delta.deletes) {
      deletes.add(key);
      upserts.delete(key);
    }
    for (const [name, json] of delta.fields) fields.set(name, json);
    freshness = delta.freshness ?? freshness;
  }
  return { revision: last.revision, upserts, deletes, fields, freshness };
}
