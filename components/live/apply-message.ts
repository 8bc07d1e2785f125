import type { Answer, ClusterFreshness } from "#lib/http/answer";
import type { LivePatch, LiveSnapshot, LiveState } from "#lib/live/schemas";

/** A list as the browser keeps it. */
export type LiveAnswer = Answer<{ key: string }>;

export type LiveMessage =
  | { event: "snapshot"; data: LiveSnapshot }
  | { event: "patch"; data: LivePatch }
  | { event: "state"; data: LiveState & { revision?: string } };

/**
 * The list after a message. Rows that did not change stay the same objects, so that React leaves them alone. A patch
 * for a list that is not there yet changes nothing: its snapshot follows.
 */
export function applyMessage(answer: LiveAnswer | undefined, message: LiveMessage): LiveAnswer | undefined {
  if (message.event === "snapshot") return message.data.answer as LiveAnswer;
  if (answer === undefined) return undefined;
  if (message.event === "state") return withFreshness(answer, message.data.freshness, message.data.revision);
  return applyPatch(answer, message.data);
}

function applyPatch(answer: LiveAnswer, patch: LivePatch): LiveAnswer {
  return { ...answer, ...patch.fields, items: patchRows(answer.items, patch), revision: patch.revision };
}

function patchRows(items: LiveAnswer["items"], patch: LivePatch): LiveAnswer["items"] {
  if (patch.upserts.length === 0 && patch.deletes.length === 0) return items;
  const upserts = new Map(patch.upserts.map((row) => [row.key, row]));
  const deletes = new Set(patch.deletes);
  const kept = items.flatMap((row) => {
    if (deletes.has(row.key)) return [];
    const next = upserts.get(row.key);
    upserts.delete(row.key);
    return [next ?? row];
  });
  return [...kept, ...upserts.values()];
}

function withFreshness(
  answer: LiveAnswer,
  freshness: ClusterFreshness[],
  revision: string = answer.revision,
): LiveAnswer {
  return { ...answer, freshness, failures: freshness.filter((cluster) => cluster.state !== "live"), revision };
}
