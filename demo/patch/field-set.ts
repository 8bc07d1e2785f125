import type { Dict, KubeObject, ObjectInput } from "../types/object.ts";
import { equal, isDict } from "../util/json.ts";
import { isSetList, keyValue, listKeys } from "./list-keys.ts";

/** A path of FieldsV1 elements (`f:spec`, `k:{"name":"api"}`, `v:"x"`, `.`), joined by line feeds. */
export type FieldPath = string;
/** Field paths with the value at each leaf; undefined marks the `.` of a list item. */
export type FieldSet = Map<FieldPath, unknown>;

const SEPARATOR = "\n";

/** Metadata that belongs to the server and has no manager. */
const SERVER_METADATA = new Set([
  "name",
  "namespace",
  "uid",
  "resourceVersion",
  "generation",
  "creationTimestamp",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "managedFields",
  "selfLink",
]);

export function keyElement(item: Dict, keys: readonly string[]): string {
  const sorted = [...keys].sort();
  return `k:${JSON.stringify(Object.fromEntries(sorted.map((key) => [key, keyValue(item, key)])))}`;
}

function walk(value: unknown, field: string, path: FieldPath, out: FieldSet): void {
  if (isDict(value)) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    if (entries.length === 0) out.set(path, value);
    for (const [key, item] of entries) walk(item, key, `${path}${SEPARATOR}f:${key}`, out);
    return;
  }
  const keys = Array.isArray(value) && value.length > 0 ? listKeys(field, value) : undefined;
  if (keys) {
    for (const item of value as Dict[]) {
      const element = `${path}${SEPARATOR}${keyElement(item, keys)}`;
      out.set(`${element}${SEPARATOR}.`, undefined);
      for (const [key, inner] of Object.entries(item)) walk(inner, key, `${element}${SEPARATOR}f:${key}`, out);
    }
  } else if (Array.isArray(value) && isSetList(field)) {
    for (const item of value) out.set(`${path}${SEPARATOR}v:${JSON.stringify(item)}`, item);
  } else out.set(path, value);
}

/** Every field of an object that can have a manager. */
export function fieldSet(object: KubeObject | ObjectInput): FieldSet {
  const out: FieldSet = new Map();
  for (const [key, value] of Object.entries(object)) {
    if (key === "apiVersion" || key === "kind" || value === undefined) continue;
    if (key !== "metadata") walk(value, key, `f:${key}`, out);
    else {
      for (const [name, item] of Object.entries(object.metadata)) {
        if (!SERVER_METADATA.has(name) && item !== undefined) walk(item, name, `f:metadata${SEPARATOR}f:${name}`, out);
      }
    }
  }
  return out;
}

/** Paths that are new in `after` or have another value there. */
export function changedPaths(before: FieldSet, after: FieldSet): FieldPath[] {
  const changed: FieldPath[] = [];
  for (const [path, value] of after) if (!before.has(path) || !equal(before.get(path), value)) changed.push(path);
  return changed;
}

export function toFieldsV1(paths: Iterable<FieldPath>): Dict {
  const root: Dict = {};
  for (const path of paths) {
    let node = root;
    for (const element of path.split(SEPARATOR)) {
      node[element] ??= {};
      node = node[element] as Dict;
    }
  }
  return root;
}

export function fromFieldsV1(fields: Dict): Set<FieldPath> {
  const out = new Set<FieldPath>();
  const visit = (node: Dict, path: string): void => {
    for (const [element, inner] of Object.entries(node)) {
      const here = path ? `${path}${SEPARATOR}${element}` : element;
      if (isDict(inner) && Object.keys(inner).length > 0) visit(inner, here);
      else out.add(here);
    }
  };
  visit(fields, "");
  return out;
}

/** A path as conflict messages print it: `.spec.template.spec.containers[name="api"].image`. */
export function printPath(path: FieldPath): string {
  return path
    .split(SEPARATOR)
    .map((element) => {
      if (element === ".") return "";
      if (element.startsWith("f:")) return `.${element.slice(2)}`;
      if (element.startsWith("v:")) return `[${element.slice(2)}]`;
      const keys = JSON.parse(element.slice(2)) as Dict;
      return `[${Object.entries(keys)
        .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
        .join(",")}]`;
    })
    .join("");
}
