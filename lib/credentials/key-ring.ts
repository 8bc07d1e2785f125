import { createSecretKey, type KeyObject } from "node:crypto";

/** The keys that wrap the data keys of stored credentials. The first one wraps what is new. */
export type KeyRing = { readonly currentId: string; readonly keys: ReadonlyMap<string, KeyObject> };

/**
 * Reads `id:base64(32 bytes)`, several separated by commas, the current one first.
 * @throws Error that names the position of the bad key and the rule, never the key.
 */
export function readKeyRing(setting: string | undefined): KeyRing {
  const parts = (setting ?? "").split(",").map((part) => part.trim());
  const keys = new Map<string, KeyObject>();
  for (const [index, part] of parts.entries()) {
    const { id, bytes } = parseKey(part, index + 1);
    if (keys.has(id)) throw bad(index + 1, `the id "${id}" is used twice`);
    keys.set(id, createSecretKey(bytes));
  }
  const [currentId] = keys.keys();
  if (currentId === undefined) throw bad(1, "there is no key");
  return { currentId, keys };
}

function parseKey(part: string, position: number): { id: string; bytes: Buffer } {
  const colon = part.indexOf(":");
  const id = part.slice(0, Math.max(colon, 0));
  if (!/^[A-Za-z0-9._-]{1,40}$/.test(id)) throw bad(position, "it must be id:base64, the id of letters, digits, . _ -");
  const text = part.slice(colon + 1);
  const bytes = Buffer.from(text, "base64");
  const isBase64 = /^[A-Za-z0-9+/_-]+={0,2}$/.test(text);
  if (!isBase64 || bytes.length !== 32) throw bad(position, "it must be 32 bytes in base64 (openssl rand -base64 32)");
  return { id, bytes };
}

function bad(position: number, rule: string): Error {
  return new Error(`WHEELHOUSE_ENCRYPTION_KEYS: key ${position} is not valid: ${rule}.`);
}
