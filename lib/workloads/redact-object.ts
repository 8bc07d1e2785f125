import { isSecret, isSecretKey, REPLACEMENT, redactArgument, redactText } from "./redact-text.ts";

export type RedactedObject = {
  readonly object: unknown;
  /** Paths of the values that were replaced: `spec.template.spec.containers[0].env[2].value`. */
  readonly redacted: string[];
};

export type RedactOptions = {
  /** Whether the person may know which Secrets there are. */
  readonly secretNames: boolean;
};

/** Annotations in which tools repeat the whole object as it was applied. */
const COPIES = new Set([
  "kubectl.kubernetes.io/last-applied-configuration",
  "kapp.k14s.io/original",
  "objectset.rio.cattle.io/applied",
  "banzaicloud.com/last-applied",
]);
/** Maps of free texts, in which the key says what the value is. */
const TEXT_MAPS = /(^|\.)(annotations|volumeAttributes|options|parameters|data)$/;
const COMMAND_LINE = /\.(command|args)$/;
/** Where `name` is the name of a Secret. */
const SECRET_REFERENCE = /(ecretRef|ecretKeyRef|\.secret|magePullSecrets\[\d+\]|(^|\.)secrets\[\d+\])$/;
const MAX_DEPTH = 40;
/** Longer texts are not searched but hidden, in characters. */
const MAX_TEXT = 128 * 1024;

type Walk = RedactOptions & {
  readonly redacted: string[];
  /** Names of Secrets, to be found again in messages. Empty when the person may know them. */
  readonly hidden: ReadonlySet<string>;
  /** Inside a text that is JSON: every key says what its value is. */
  readonly json: boolean;
};
type Place = { readonly path: string; readonly depth: number };

/**
 * A copy of a Kubernetes object that can be shown: without managed fields and what repeats the object as applied, Secret
 * values never, literals that look like secrets replaced wherever they stand. Pure.
 */
export function redactObject(object: unknown, options: RedactOptions): RedactedObject {
  const redacted: string[] = [];
  const hidden = new Set<string>();
  if (!options.secretNames) collectSecretNames(object, { path: "", depth: 0 }, hidden);
  return { object: walk(object, { path: "", depth: 0 }, { ...options, redacted, hidden, json: false }), redacted };
}

function walk(value: unknown, place: Place, state: Walk): unknown {
  if (place.depth > MAX_DEPTH) return replace(place.path, state);
  if (typeof value === "string") return shown(value, redactString(value, place, state), place.path, state);
  if (Array.isArray(value)) {
    const line = COMMAND_LINE.test(place.path);
    return value.map((entry, at) => {
      const inside = { path: `${place.path}[${at}]`, depth: place.depth + 1 };
      if (!line || typeof entry !== "string") return walk(entry, inside, state);
      if (entry.length > MAX_TEXT) return replace(inside.path, state);
      const before: unknown = value[at - 1];
      return shown(entry, redactArgument(entry, typeof before === "string" ? before : undefined), inside.path, state);
    });
  }
  return typeof value === "object" && value !== null ? walkFields(value, place, state) : value;
}

function walkFields(value: object, { path, depth }: Place, state: Walk): object {
  const fields = Object.entries(value).filter(
    ([key]) => !(key === "managedFields" && path === "metadata") && !COPIES.has(key),
  );
  const isSecretObject = fields.some(([key, kind]) => key === "kind" && kind === "Secret");
  const named: unknown = fields.find(([key]) => key === "name")?.[1];
  return Object.fromEntries(
    fields.map(([key, child]) => {
      const at = path === "" ? key : `${path}.${key}`;
      if (isSecretObject && (key === "data" || key === "stringData")) return [key, replaceAll(child, at, state)];
      const hidden = !state.secretNames && typeof child === "string" && child !== "" && namesSecret(key, path);
      // Variables, headers and the like: `{ name, value }`.
      const isNamed =
        key === "value" && typeof named === "string" && typeof child === "string" && isSecret(named, child);
      const secret = isNamed || ((state.json || TEXT_MAPS.test(path)) && isSecretKey(key) && isSecretField(key, child));
      return [key, secret || hidden ? replace(at, state) : walk(child, { path: at, depth: depth + 1 }, state)];
    }),
  );
}

function isSecretField(key: string, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((one) => isSecretField(key, one));
  return (typeof value === "string" || typeof value === "number") && isSecret(key, String(value));
}

function redactString(text: string, place: Place, state: Walk): string {
  if (text.length > MAX_TEXT) return REPLACEMENT;
  if (/^\s*[[{]/.test(text)) return redactJson(text, place, state) ?? redactText(text);
  const clean = redactText(text);
  return place.path.endsWith("message") ? hideNames(clean, state.hidden) : clean;
}

/** A text that is JSON is an object of its own. Undefined when it is not. */
function redactJson(text: string, { depth }: Place, state: Walk): string | undefined {
  try {
    const inner: string[] = [];
    const object = walk(JSON.parse(text), { path: "", depth: depth + 1 }, { ...state, redacted: inner, json: true });
    return inner.length === 0 ? text : JSON.stringify(object);
  } catch {
    return undefined;
  }
}

function namesSecret(key: string, path: string): boolean {
  return /ecretName$/.test(key) || (key === "name" && SECRET_REFERENCE.test(path));
}

function collectSecretNames(value: unknown, { path, depth }: Place, found: Set<string>): void {
  if (depth > MAX_DEPTH || typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    if (typeof child !== "string") collectSecretNames(child, { path: at, depth: depth + 1 }, found);
    else if (child !== "" && namesSecret(key, path)) found.add(child);
  }
}

/** `secret "a" not found`, `key x in Secret team-a/a`: what kubelets say of Secrets. */
function hideNames(text: string, names: ReadonlySet<string>): string {
  return text.replace(
    /(\bsecrets?[\s:("']+(?:[a-z0-9-]+\/)?)([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)/gi,
    (all, before, name) => (names.has(name) ? `${before}${REPLACEMENT}` : all),
  );
}

function shown(before: string, after: string, path: string, state: Walk): string {
  if (after !== before) state.redacted.push(path);
  return after;
}

function replace(path: string, { redacted }: Walk): string {
  redacted.push(path);
  return REPLACEMENT;
}

function replaceAll(value: unknown, path: string, state: Walk): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, replace(`${path}.${key}`, state)]));
}
