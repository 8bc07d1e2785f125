import { cleanText } from "./clean-text.ts";

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

const REDACTED = "[redacted]";
const MAX_DEPTH = 6;
const MAX_ITEMS = 100;

const SECRET_WORDS = [
  "password",
  "passphrase",
  "secret",
  "token",
  "authorization",
  "cookie",
  "privatekey",
  "clientkey",
  "kubeconfig",
  "ciphertext",
  "credential",
  "apikey",
];
const SECRET_NAMES = new Set(["key", "data", "stringdata", "cert", "certificate", "auth", "bearer"]);
/** `credentialId`, `tokenKind`: facts about a secret, not the secret. */
const FACT_ENDINGS = ["id", "kind", "count", "purpose", "fingerprint", "expiresat", "notafter", "name", "status"];
const SECRET_VALUES = [
  /-----BEGIN [A-Z ]+-----/,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/,
  /\bbearer\s+[\w.~+/-]{8,}/i,
  /\/\/[^/\s:@]+:[^/\s@]+@/,
];

/** A copy that may be stored: JSON only, secret-looking keys and values replaced, texts made safe, size bounded. */
export function redactDetail(value: unknown, depth = 0): JsonValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value;
  // Minus zero does not survive storage, and the hash is over what is stored.
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : String(value);
  if (typeof value === "string") return looksSecret(value) ? REDACTED : cleanText(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (depth >= MAX_DEPTH) return "[too deep]";
  if (value instanceof Uint8Array) return REDACTED;
  if (value instanceof Set) return redactDetail([...value], depth);
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => redactDetail(item, depth + 1));
  if (typeof value === "object") return redactObject(value, depth);
  return cleanText(String(value));
}

function redactObject(value: object, depth: number): JsonValue {
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .slice(0, MAX_ITEMS);
  return Object.fromEntries(
    entries.map(([key, item]) => [safeKey(key), isSecretKey(key) ? REDACTED : redactDetail(item, depth + 1)]),
  );
}

/** `__proto__` would be lost on its way through code that assigns keys, and the hash would not fit any more. */
function safeKey(key: string): string {
  return key === "__proto__" ? "(__proto__)" : cleanText(key, 100);
}

function isSecretKey(key: string): boolean {
  const plain = key.toLowerCase().replaceAll(/[^a-z]/g, "");
  if (SECRET_NAMES.has(plain)) return true;
  if (FACT_ENDINGS.some((ending) => plain.endsWith(ending))) return false;
  return SECRET_WORDS.some((word) => plain.includes(word));
}

function looksSecret(text: string): boolean {
  return SECRET_VALUES.some((pattern) => pattern.test(text));
}
