import { type Document, isAlias, isMap, isNode, isScalar, isSeq, parseAllDocuments, visit } from "yaml";
import { badField, type FieldProblem, failure } from "#lib/core/errors";

export type Plain = string | number | boolean | null | readonly Plain[] | ReadonlyMap<string, Plain>;

export const MAX_BYTES = 256 * 1024;
const FILE = "kubeconfig";
/** Far more than a kubeconfig has; keeps the walk below bounded. */
const MAX_DEPTH = 20;

/**
 * Reads one plain YAML document: no aliases, anchors, merge keys, tags, directives or duplicate keys. Mappings become
 * Maps, so that no key can reach a prototype.
 * @throws bad_input with one problem per finding; nothing of the text is repeated
 */
export function readYaml(input: string | Uint8Array): Plain {
  const text = decode(input);
  if (text.trimStart().startsWith("{")) throw badField(FILE, "must be YAML, not JSON", "apiVersion: v1");
  const document = parse(text);
  const problems = refusedNodes(document);
  if (problems.length > 0) throw failure("bad_input", sentence(problems), { fields: problems });
  const value = plain(document.contents, "", 0, problems);
  if (problems.length > 0) throw failure("bad_input", sentence(problems), { fields: problems });
  return value;
}

function sentence([first]: readonly FieldProblem[]): string {
  return `${first?.field}: ${first?.rule}`;
}

function decode(input: string | Uint8Array): string {
  const size = typeof input === "string" ? Buffer.byteLength(input) : input.byteLength;
  if (size > MAX_BYTES) throw badField(FILE, "must be at most 256 KiB");
  const text = typeof input === "string" ? input : decodeUtf8(input);
  if (text.startsWith("\ufeff")) throw badField(FILE, "must not begin with a byte order mark");
  if (text.includes("\0") || text.includes("\ufffd")) throw badField(FILE, "must be UTF-8 text");
  if (text.trim() === "") throw badField(FILE, "must not be empty");
  return text;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw badField(FILE, "must be UTF-8 text");
  }
}

/** The parser's own messages quote the text, so only the line number is passed on. */
function parse(text: string): Document.Parsed {
  let documents: Document.Parsed[];
  try {
    // Duplicate keys are looked for below: the parser's own search takes quadratic time.
    const options = { version: "1.2", schema: "core", merge: false, uniqueKeys: false, logLevel: "silent" } as const;
    documents = [...parseAllDocuments(text, options)] as Document.Parsed[];
  } catch {
    throw badField(FILE, "must be valid YAML of moderate depth");
  }
  const [document, ...others] = documents;
  if (document === undefined) throw badField(FILE, "must not be empty");
  if (others.length > 0) throw badField(FILE, "must be one document, without ---");
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined) throw badField(FILE, `must be valid YAML (line ${error.linePos?.[0].line ?? "unknown"})`);
  if (document.directives.yaml.explicit === true || /^%/m.test(text))
    throw badField(FILE, "must not contain % directives");
  return document;
}

function refusedNodes(document: Document.Parsed): FieldProblem[] {
  const problems = new Map<string, FieldProblem>();
  const refuse = (rule: string) => problems.set(rule, { field: FILE, rule });
  try {
    visit(document, (_, node) => {
      if (isAlias(node)) refuse("must not contain aliases (*name)");
      else if (isNode(node) && node.anchor !== undefined) refuse("must not contain anchors (&name)");
      else if (isNode(node) && node.tag !== undefined) refuse("must not contain tags (!name)");
    });
  } catch {
    refuse("must be valid YAML of moderate depth");
  }
  return [...problems.values()];
}

function plain(node: unknown, path: string, depth: number, problems: FieldProblem[]): Plain {
  if (depth > MAX_DEPTH) {
    problems.push({ field: path, rule: "is nested too deeply" });
    return null;
  }
  if (isScalar(node)) return scalar(node.value);
  if (isSeq(node)) return node.items.map((item, index) => plain(item, `${path}[${index}]`, depth + 1, problems));
  if (!isMap(node)) return null;
  const map = new Map<string, Plain>();
  for (const { key, value } of node.items) {
    const name = isScalar(key) && typeof key.value === "string" ? key.value : undefined;
    const field = path === "" ? safeKey(name) : `${path}.${safeKey(name)}`;
    if (name === undefined) problems.push({ field, rule: "must have a plain text key" });
    else if (map.has(name)) problems.push({ field, rule: "must not be given twice" });
    else map.set(name, plain(value, field, depth + 1, problems));
  }
  return map;
}

function scalar(value: unknown): Plain {
  const known = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return known ? value : null;
}

/** A key as it may be shown: somebody may have pasted a secret where a key belongs. */
export function safeKey(key: string | undefined): string {
  return key !== undefined && /^(<<|[A-Za-z_][A-Za-z0-9_-]{0,31})$/.test(key) ? key : "(unknown key)";
}
