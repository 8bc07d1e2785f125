import { badField, type FieldProblem, failure } from "#lib/core/errors";
import { checkExtensions } from "./check-extensions.ts";
import { checkKeys, isPlainMap, readMap } from "./field-reader.ts";
import type { Plain } from "./read-yaml.ts";

/** A named entry of `clusters`, `users` or `contexts`. */
export type Entry = { readonly name: string; readonly path: string; readonly value: ReadonlyMap<string, Plain> };

export type Lists = { clusters: Map<string, Entry>; users: Map<string, Entry>; contexts: Map<string, Entry> };

/** Of each list. A file that is exported for a fleet stays far below. */
export const MAX_ENTRIES = 200;

const KNOWN = ["apiVersion", "kind", "current-context", "preferences", "extensions", "clusters", "users", "contexts"];
const NAME = /^(?!__proto__$|constructor$|prototype$)[\p{L}\p{N}\p{P}\p{S}][\p{L}\p{N}\p{P}\p{S} ]{0,252}$/u;

/**
 * Reads the frame of a kubeconfig: its three lists by name.
 * @throws bad_input with every problem of the frame, because then no context can be trusted
 */
export function readLists(root: Plain): Lists {
  if (!isPlainMap(root))
    throw badField("kubeconfig", "must be a mapping with clusters, users and contexts", "apiVersion: v1");
  const problems: FieldProblem[] = [];
  const reader = readMap(root, "", problems);
  checkKeys(reader, root, KNOWN);
  checkExtensions(reader, "extensions");
  reader.text("current-context");
  if ((reader.text("apiVersion") ?? "v1") !== "v1") reader.problem("apiVersion", "must be v1", "v1");
  if ((reader.text("kind") ?? "Config") !== "Config") reader.problem("kind", "must be Config", "Config");
  const preferences = reader.value("preferences") ?? null;
  if (preferences !== null && !(isPlainMap(preferences) && preferences.size === 0)) {
    reader.problem("preferences", "must be empty: preferences are not used");
  }
  const lists = {
    clusters: readList(root.get("clusters"), "clusters", "cluster", problems),
    users: readList(root.get("users"), "users", "user", problems),
    contexts: readList(root.get("contexts"), "contexts", "context", problems),
  };
  const [first] = problems;
  if (first !== undefined) throw failure("bad_input", `${first.field}: ${first.rule}`, { fields: problems });
  return lists;
}

function readList(value: Plain | undefined, list: string, inner: string, problems: FieldProblem[]): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  if (!Array.isArray(value) || value.length === 0) {
    problems.push({ field: list, rule: "must be a list with at least one entry" });
    return entries;
  }
  if (value.length > MAX_ENTRIES) {
    problems.push({ field: list, rule: `must have at most ${MAX_ENTRIES} entries` });
    return entries;
  }
  for (const [index, item] of value.entries()) {
    const entry = readEntry(item, `${list}[${index}]`, inner, problems);
    if (entry === undefined) continue;
    if (entries.has(entry.name)) problems.push({ field: `${list}[${index}].name`, rule: "must not be used twice" });
    entries.set(entry.name, entry);
  }
  return entries;
}

function readEntry(item: Plain, path: string, inner: string, problems: FieldProblem[]): Entry | undefined {
  if (!isPlainMap(item)) {
    problems.push({ field: path, rule: "must be a mapping" });
    return undefined;
  }
  const reader = readMap(item, path, problems);
  checkKeys(reader, item, ["name", inner]);
  const name = reader.requiredText("name", "production");
  const content = reader.map(inner);
  const value = item.get(inner);
  if (name === undefined || content === undefined || !isPlainMap(value)) return undefined;
  if (!NAME.test(name)) {
    reader.problem("name", "must be printable text of at most 253 characters", "production");
    return undefined;
  }
  return { name, path: content.path, value };
}
