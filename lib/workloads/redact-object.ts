export type RedactedObject = {
  readonly object: unknown;
  /** Paths of the values that were replaced: `spec.template.spec.containers[0].env[2].value`. */
  readonly redacted: string[];
};

const REPLACEMENT = "[redacted]";
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
const SECRET_NAME =
  /pass(word|wd|phrase)?|secret|token|credential|api[-_.]?key|private[-_.]?key|access[-_.]?key|(^|[-_.])dsn($|[-_.])|connection[-_.]?string|auth/i;
/** Values that are secrets whatever their name: private keys, JSON Web Tokens, passwords in URLs, known token forms. */
const SECRET_VALUE =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|\beyJ[\w-]{8,}\.[\w-]{8,}\.|:\/\/[^/\s:@]+:[^/\s@]+@|\b(gh[pousr]_\w{20,}|glpat-[\w-]{20,}|AKIA[0-9A-Z]{16}|xox[abpr]-[\w-]{10,})/;
/** `--password=x` or `PASSWORD=x` inside a command line. */
const SECRET_ARGUMENT = /^(-{0,2}[\w.-]*(?:pass(?:word|wd)?|secret|token|key|credential)[\w.-]*=).+/i;
const MAX_DEPTH = 40;

/**
 * A copy of a Kubernetes object that can be shown: without managed fields and the last applied configuration (which
 * repeats whatever it held), Secret values never, literals that look like secrets replaced. Pure.
 */
export function redactObject(object: unknown): RedactedObject {
  const redacted: string[] = [];
  return { object: walk(object, "", redacted, 0), redacted };
}

function walk(value: unknown, path: string, redacted: string[], depth: number): unknown {
  if (depth > MAX_DEPTH) return replace(path, redacted);
  if (typeof value === "string")
    return SECRET_VALUE.test(value) ? replace(path, redacted) : redactArgument(value, path, redacted);
  if (Array.isArray(value)) return value.map((entry, at) => walk(entry, `${path}[${at}]`, redacted, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).filter(
    ([key]) => !(key === "managedFields" && path === "metadata") && key !== LAST_APPLIED,
  );
  const isSecret = path === "" && fields.some(([key, kind]) => key === "kind" && kind === "Secret");
  const named = fields.find(([key]) => key === "name")?.[1];
  return Object.fromEntries(
    fields.map(([key, child]) => {
      const at = path === "" ? key : `${path}.${key}`;
      if (isSecret && (key === "data" || key === "stringData")) return [key, replaceAll(child, at, redacted)];
      const secret = isLiteral(child) && hidesSecret({ key, path, named, value: child });
      return [key, secret ? replace(at, redacted) : walk(child, at, redacted, depth + 1)];
    }),
  );
}

function isLiteral(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

/** Environment variables by their name; annotations and labels by their key. References (`valueFrom`) hold no value. */
function hidesSecret({
  key,
  path,
  named,
  value,
}: {
  key: string;
  path: string;
  named: unknown;
  value: string;
}): boolean {
  if (key === "value" && /\.env\[\d+\]$/.test(path))
    return typeof named === "string" && SECRET_NAME.test(named) && value !== "";
  return /(^|\.)annotations$/.test(path) && SECRET_NAME.test(key);
}

function redactArgument(value: string, path: string, redacted: string[]): string {
  if (!/\.(command|args)\[\d+\]$/.test(path)) return value;
  const match = SECRET_ARGUMENT.exec(value);
  if (!match) return value;
  redacted.push(path);
  return `${match[1]}${REPLACEMENT}`;
}

function replace(path: string, redacted: string[]): string {
  redacted.push(path);
  return REPLACEMENT;
}

function replaceAll(value: unknown, path: string, redacted: string[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, replace(`${path}.${key}`, redacted)]));
}
