import { ApiError } from "../registry/api-error.ts";
import type { Dict, KubeObject, ManagedField, ObjectInput } from "../types/object.ts";
import { clone, equal, isDict, list, setField } from "../util/json.ts";
import {
  type FieldPath,
  type FieldSet,
  fieldSet,
  fromFieldsV1,
  keyElement,
  printPath,
  toFieldsV1,
} from "./field-set.ts";
import { isSetList, listKeys } from "./list-keys.ts";
import { type Writer, withApplied } from "./managed-fields.ts";

type Conflict = { manager: string; operation: string; apiVersion: string; subresource?: string; path: FieldPath };

/**
 * Server-side apply: the applied fields win, fields this manager applied before and no longer names are removed unless
 * somebody else owns them, and changing what another manager owns is a conflict (409) unless forced.
 */
export function serverSideApply(
  live: KubeObject | undefined,
  config: ObjectInput,
  writer: Writer,
  force: boolean,
): ObjectInput {
  const applied = fieldSet(config);
  const entries = live?.metadata.managedFields ?? [];
  const apiVersion = config.apiVersion;
  const others = entries.filter((entry) => !(entry.manager === writer.manager && entry.operation === "Apply"));
  const liveSet: FieldSet = live ? fieldSet(live) : new Map();
  const conflicts = conflictsOf(others, applied, liveSet);
  if (conflicts.length > 0 && !force) throw conflictError(conflicts);
  const mine = entries.find((entry) => entry.manager === writer.manager && entry.operation === "Apply");
  const owned = new Set(others.flatMap((entry) => [...fromFieldsV1(entry.fieldsV1)]));
  const dropped = mine ? [...fromFieldsV1(mine.fieldsV1)].filter((path) => !applied.has(path) && !owned.has(path)) : [];
  const base = live
    ? removePaths(clone(live), dropped)
    : ({ apiVersion, kind: config.kind, metadata: {} } as ObjectInput);
  const merged = mergeApplied(base as Dict, config as Dict) as ObjectInput;
  const taken = new Set(conflicts.map(({ path }) => path));
  const remaining = others
    .map((entry) => without(entry, taken))
    .filter((entry) => Object.keys(entry.fieldsV1).length > 0);
  merged.metadata = { ...merged.metadata, managedFields: withApplied(remaining, writer, apiVersion, applied.keys()) };
  return merged;
}

function without(entry: ManagedField, taken: Set<FieldPath>): ManagedField {
  const kept = [...fromFieldsV1(entry.fieldsV1)].filter((path) => !taken.has(path));
  return { ...entry, fieldsV1: toFieldsV1(kept) };
}

function conflictsOf(others: ManagedField[], applied: FieldSet, live: FieldSet): Conflict[] {
  return others.flatMap((entry) =>
    [...fromFieldsV1(entry.fieldsV1)]
      .filter((path) => applied.has(path) && live.has(path) && !equal(applied.get(path), live.get(path)))
      .map((path) => ({ ...entry, path })),
  );
}

function conflictError(conflicts: Conflict[]): ApiError {
  const who = ({ manager, operation, apiVersion, subresource }: Conflict): string => {
    if (operation === "Apply") return `conflict with "${manager}"`;
    return `conflict with "${manager}"${subresource ? ` with subresource "${subresource}"` : ""} using ${apiVersion}`;
  };
  const groups = Map.groupBy(conflicts, who);
  const parts = [...groups].map(([name, all]) =>
    all.length === 1
      ? `${name}: ${printPath(all[0]?.path ?? "")}`
      : `${conflictHeadMany(name)}:\n${all.map(({ path }) => `- ${printPath(path)}`).join("\n")}`,
  );
  const count = `${conflicts.length} conflict${conflicts.length === 1 ? "" : "s"}`;
  const causes = conflicts.map((conflict) => ({
    reason: "FieldManagerConflict",
    message: who(conflict),
    field: printPath(conflict.path),
  }));
  return new ApiError(409, "Conflict", `Apply failed with ${count}: ${parts.join("\n")}`, { causes });
}

const conflictHeadMany = (name: string): string => name.replace(/^conflict/, "conflicts");

/** Merges an applied configuration over an object: maps and keyed lists merge, everything else is replaced. */
function mergeApplied(target: Dict, config: Dict): Dict {
  const result: Dict = { ...target };
  for (const [key, value] of Object.entries(config)) {
    if (value === null || value === undefined) continue;
    const old = Object.hasOwn(result, key) ? result[key] : undefined;
    if (isDict(value)) setField(result, key, mergeApplied(isDict(old) ? old : {}, value));
    else if (Array.isArray(value)) setField(result, key, mergeAppliedList(key, list(old), value));
    else setField(result, key, value);
  }
  return result;
}

function mergeAppliedList(field: string, target: unknown[], config: unknown[]): unknown[] {
  if (isSetList(field)) return [...target, ...config.filter((item) => !target.includes(item))];
  const keys = listKeys(field, [...config, ...target]);
  if (!keys) return clone(config);
  const rest = new Map(target.filter(isDict).map((item) => [keyElement(item, keys), item]));
  const applied = new Map(config.filter(isDict).map((item) => [keyElement(item, keys), item]));
  const known = [...rest].map(([id, item]) => (applied.has(id) ? mergeApplied(item, applied.get(id) as Dict) : item));
  const added = [...applied].filter(([id]) => !rest.has(id)).map(([, item]) => clone(item));
  return [...known, ...added];
}

/** Removes the values at the paths, deepest first, and containers that become empty by it. */
function removePaths(object: KubeObject, paths: FieldPath[]): ObjectInput {
  const sorted = [...paths].sort((a, b) => b.split("\n").length - a.split("\n").length);
  for (const path of sorted) removePath(object, path.split("\n"));
  return object;
}

function removePath(node: unknown, path: string[]): void {
  const [element = "", ...rest] = path;
  if (!element.startsWith("f:") || !isDict(node)) return;
  const field = element.slice(2);
  const value = node[field];
  const next = rest[0];
  if (next === undefined) delete node[field];
  else if (Array.isArray(value)) node[field] = withoutItem(field, value, next, rest.slice(1));
  else removePath(value, rest);
  const left = node[field];
  if ((Array.isArray(left) && left.length === 0) || (isDict(left) && Object.keys(left).length === 0))
    delete node[field];
}

function withoutItem(field: string, items: unknown[], element: string, rest: string[]): unknown[] {
  if (element.startsWith("v:")) return items.filter((item) => JSON.stringify(item) !== element.slice(2));
  const keys = listKeys(field, items);
  if (!keys) return items;
  return items.filter((item) => {
    if (!isDict(item) || keyElement(item, keys) !== element) return true;
    if (rest[0] === ".") return false;
    removePath(item, rest);
    return true;
  });
}
