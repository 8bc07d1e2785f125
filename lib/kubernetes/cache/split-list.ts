const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_MAP = 0x7b;
const CLOSE_MAP = 0x7d;

export type SplitList = {
  /** Decodes one object per step. @throws SyntaxError where the bytes stop to be such a list, at its end at the latest. */
  readonly items: Iterable<unknown>;
  /** `metadata` of the list, known once `items` has been read to its end. */
  readonly metadata: () => unknown;
};

/**
 * Takes a JSON list (`{"metadata": …, "items": [ … ]}`) apart without reading or decoding it as a whole: a page of 500
 * pods would block the process for tens of milliseconds and hold all objects at once. Bytes are looked at when the
 * object that they are part of is asked for.
 * @throws SyntaxError when the bytes do not begin like an object.
 */
export function splitList(body: Buffer): SplitList {
  const start = skipSpace(body, 0);
  if (body[start] !== OPEN_MAP) throw new SyntaxError("The list is not a JSON object.");
  const list: { metadata: unknown } = { metadata: {} };
  return { items: readFields(body, start + 1, list), metadata: () => list.metadata };
}

function* readFields(body: Buffer, from: number, list: { metadata: unknown }): Generator<unknown> {
  let at = skipSpace(body, from);
  while (body[at] !== CLOSE_MAP) {
    const keyEnd = skipValue(body, at);
    const key: unknown = decode(body, at, keyEnd);
    const colon = skipSpace(body, keyEnd);
    if (body[colon] !== COLON) throw new SyntaxError("The list is not a JSON object.");
    const start = skipSpace(body, colon + 1);
    let end: number;
    if (key === "items" && body[start] === OPEN_LIST) end = yield* decodeItems(body, start + 1);
    else end = skipValue(body, start);
    if (key === "metadata") list.metadata = decode(body, start, end);
    at = skipSpace(body, end);
    if (body[at] === COMMA) at = skipSpace(body, at + 1);
    else if (body[at] !== CLOSE_MAP) throw new SyntaxError("The list ends too early.");
  }
}

/** @returns the position after the list. */
function* decodeItems(body: Buffer, from: number): Generator<unknown, number> {
  let at = skipSpace(body, from);
  while (body[at] !== CLOSE_LIST) {
    const end = skipValue(body, at);
    yield decode(body, at, end);
    at = skipSpace(body, end);
    if (body[at] === COMMA) at = skipSpace(body, at + 1);
    else if (body[at] !== CLOSE_LIST) throw new SyntaxError("The list ends too early.");
  }
  return at + 1;
}

function decode(body: Buffer, from: number, to: number): unknown {
  return JSON.parse(body.toString("utf8", from, to));
}

function skipSpace(body: Buffer, from: number): number {
  let at = from;
  while (at < body.length && (body[at] ?? 0) <= 0x20) at++;
  return at;
}

/** The position after the value that starts at `from`. Only brackets and strings matter; JSON.parse judges the rest. */
function skipValue(body: Buffer, from: number): number {
  let depth = 0;
  let at = from;
  while (at < body.length) {
    const byte = body[at];
    if (byte === QUOTE) {
      at = skipString(body, at);
      if (depth === 0) return at;
      continue;
    }
    if (byte === OPEN_MAP || byte === OPEN_LIST) depth++;
    else if (byte === CLOSE_MAP || byte === CLOSE_LIST) {
      if (depth === 0) return at;
      depth--;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (byte === COMMA || byte === COLON || (byte ?? 0) <= 0x20)) return at;
    at++;
  }
  throw new SyntaxError("The list ends too early.");
}

function skipString(body: Buffer, from: number): number {
  let at = from + 1;
  while (at < body.length) {
    const byte = body[at];
    if (byte === BACKSLASH) at++;
    else if (byte === QUOTE) return at + 1;
    at++;
  }
  throw new SyntaxError("The list ends too early.");
}
