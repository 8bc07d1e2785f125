/** Names of values that never reach a log, in any spelling: `accessToken`, `client-key-data`, `PASSWORD_HASH`. */
const SECRET_NAME =
  /pass(word|wd|phrase)|pwd|secret|token|authorization|cookie|credential|cipher|kubeconfig|connection-?_?string|jwt|signature|^sig$|keys?$|key[-_]?data/i;

const REDACTED = "[redacted]";
const MAX_DEPTH = 6;
/** Values of one logged object, over all depths. */
const MAX_VALUES = 200;
const MAX_TEXT = 1_000;
const MAX_EXAMINED = 10_000;
const STACK_LINES = 8;

/** Secrets in the middle of a text, such as the message of somebody else's error. The first group is kept. */
const SECRET_TEXTS: readonly RegExp[] = [
  /()-----BEGIN [A-Z0-9 ]{1,40}-----[\s\S]*?(?:-----END [A-Z0-9 ]{1,40}-----|$)/g,
  /\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#]*(?=@)/gi,
  /\b(bearer )[\w.~+/=-]{8,}/gi,
  /\b(basic )[\w+/=-]{16,}/gi,
  /()\beyJ[\w-]{8,}(?:\.[\w-]*){2,4}/g,
  /((?:password|passwd|pwd|secret|token|key)=)[^\s&;,"']+/gi,
  /((?:password|passwd|pwd|secret|token|key)[\w-]{0,10}"\s{0,3}:\s{0,3}")[^"]*/gi,
];

/** A text with the secrets in it replaced, and cut to a length that a log can bear. */
export function maskText(text: string): string {
  let masked = text.slice(0, MAX_EXAMINED);
  for (const pattern of SECRET_TEXTS) masked = masked.replace(pattern, `$1${REDACTED}`);
  return masked.length > MAX_TEXT ? `${masked.slice(0, MAX_TEXT)}…` : masked;
}

/**
 * A copy of anything that may stand in a log: values of secret-looking names are replaced wherever they stand, texts
 * are masked, errors become name, code, message and the first lines of their stack. Bounded in depth and size.
 */
export function redact(fields: object): Record<string, unknown> {
  return redactEntries(fields, { depth: 0, left: { values: MAX_VALUES } });
}

type Budget = { readonly depth: number; readonly left: { values: number } };

function redactEntries(value: object, budget: Budget): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (budget.left.values-- <= 0) break;
    copy[maskText(key)] = SECRET_NAME.test(key) ? REDACTED : redactValue(readKey(value, key), budget);
  }
  return copy;
}

function readKey(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return "[unreadable]";
  }
}

function redactValue(value: unknown, { depth, left }: Budget): unknown {
  if (typeof value === "string") return maskText(value);
  if (typeof value === "bigint") return `${value}`;
  if (typeof value === "function" || typeof value === "symbol") return undefined;
  if (!(value instanceof Object)) return value;
  if (value instanceof Error) return describeError(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof URL) return maskText(value.href);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth >= MAX_DEPTH) return "[cut]";
  const deeper = { depth: depth + 1, left };
  if (Array.isArray(value)) return redactItems(value, deeper);
  return redactEntries(value, deeper);
}

function redactItems(items: readonly unknown[], budget: Budget): unknown[] {
  const copy: unknown[] = [];
  for (const item of items) {
    if (budget.left.values-- <= 0) break;
    copy.push(redactValue(item, budget));
  }
  return copy;
}

/** Only what helps: what else hangs on an error may be a whole request. */
function describeError(error: Error): object {
  const code = "code" in error && typeof error.code !== "object" ? error.code : undefined;
  const places = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const stack = places.slice(0, STACK_LINES).map((line) => maskText(line.trim()));
  return { name: error.name, code, message: maskText(error.message), stack };
}
