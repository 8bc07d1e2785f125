import type { Dict } from "../types/object.ts";
import { clone, equal, isDict, list, setField } from "../util/json.ts";
import { isSetList, keyValue, listKeys } from "./list-keys.ts";

const ORDER = "$setElementOrder/";
const DELETE_VALUES = "$deleteFromPrimitiveList/";

/** Applies a strategic merge patch to a copy: known lists merge by key, `$patch`, `$retainKeys` and orders are obeyed. */
export function applyStrategicMerge<T>(target: T, patch: unknown): T {
  return isDict(patch) ? (mergeObject(isDict(target) ? target : {}, patch) as T) : (clone(patch) as T);
}

function mergeObject(target: Dict, patch: Dict): Dict {
  if (patch.$patch === "replace") return strip(patch);
  if (patch.$patch === "delete") return {};
  const result: Dict = { ...target };
  const retain = patch.$retainKeys;
  if (Array.isArray(retain)) for (const key of Object.keys(result)) if (!retain.includes(key)) delete result[key];
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(DELETE_VALUES)) deleteValues(result, key.slice(DELETE_VALUES.length), list(value));
    if (key.startsWith("$")) continue;
    const old = Object.hasOwn(result, key) ? result[key] : undefined;
    if (value === null) delete result[key];
    else if (Array.isArray(value)) setField(result, key, mergeList(key, list(old), value, patch[ORDER + key]));
    else if (isDict(value)) setField(result, key, mergeObject(isDict(old) ? old : {}, value));
    else setField(result, key, value);
  }
  return result;
}

function strip(patch: Dict): Dict {
  const copy = clone(patch);
  for (const key of Object.keys(copy)) if (key.startsWith("$")) delete copy[key];
  return copy;
}

function deleteValues(result: Dict, field: string, values: unknown[]): void {
  result[field] = list(result[field]).filter((item) => !values.some((value) => equal(value, item)));
}

function mergeList(field: string, target: unknown[], patch: unknown[], order: unknown): unknown[] {
  if (isSetList(field)) return [...target, ...patch.filter((item) => !target.some((known) => equal(known, item)))];
  if (patch.some((item) => isDict(item) && item.$patch === "replace" && Object.keys(item).length === 1)) {
    return patch.filter((item) => !(isDict(item) && item.$patch === "replace")).map(clone);
  }
  const key = listKeys(field, [...patch, ...target])?.[0];
  if (!key) return clone(patch);
  const result = target.filter(isDict).map((item) => item as Dict);
  for (const item of patch.filter(isDict)) mergeItem(result, key, item);
  return Array.isArray(order) ? inOrder(result, key, order) : result;
}

function mergeItem(result: Dict[], key: string, item: Dict): void {
  const index = result.findIndex((known) => equal(keyValue(known, key), keyValue(item, key)));
  if (item.$patch === "delete") {
    if (index >= 0) result.splice(index, 1);
  } else if (index >= 0) result[index] = mergeObject(result[index] as Dict, item);
  else result.push(strip(item));
}

/** Items named in the order come in that order; the others keep their place after the one they followed. */
function inOrder(items: Dict[], key: string, order: unknown[]): Dict[] {
  const place = new Map(order.filter(isDict).map((item, index) => [String(keyValue(item, key)), index]));
  let last = -1;
  const ranked = items.map((item, index) => {
    last = place.get(String(keyValue(item, key))) ?? last;
    return { item, rank: last, index };
  });
  return ranked.sort((a, b) => a.rank - b.rank || a.index - b.index).map(({ item }) => item);
}
