import { sseEvent } from "#lib/http/sse";
import type { Delta } from "./diff-answers.ts";
import type { Serialised } from "./serialise-answer.ts";

/** A `snapshot` event around the bytes of the answer. */
export function encodeSnapshot(view: string, reading: Serialised): Buffer {
  const head = `event: snapshot\ndata: {"view":${JSON.stringify(view)},"revision":"${reading.revision}","answer":`;
  return Buffer.concat([Buffer.from(head), reading.body, Buffer.from("}\n\n")]);
}

/** A `patch` for rows and fields, a `state` for freshness, or both. */
export function encodeDelta(view: string, delta: Delta): Buffer {
  const id = `"view":${JSON.stringify(view)},"revision":"${delta.revision}"`;
  const events: Buffer[] = [];
  if (delta.upserts.size + delta.deletes.size + delta.fields.size > 0) {
    const fields = [...delta.fields].map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(",");
    const rows = `"upserts":[${[...delta.upserts.values()].join(",")}],"deletes":${JSON.stringify([...delta.deletes])}`;
    events.push(sseEvent("patch", `{${id},${rows},"fields":{${fields}}}`));
  }
  if (delta.freshness !== undefined) events.push(sseEvent("state", `{${id},"freshness":${delta.freshness}}`));
  return Buffer.concat(events);
}

export function encodeReset(view: string): Buffer {
  return sseEvent("reset", JSON.stringify({ view }));
}

export function encodeRefused(view: string, message: string): Buffer {
  return sseEvent("refused", JSON.stringify({ view, message }));
}

export function encodeBye(reason: "signed-out" | "draining" | "done"): Buffer {
  return sseEvent("bye", JSON.stringify({ reason }));
}
