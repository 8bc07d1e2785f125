import type { KubeObject, ManagedField } from "../types/object.ts";
import { changedPaths, type FieldPath, fieldSet, fromFieldsV1, toFieldsV1 } from "./field-set.ts";

export type Writer = { manager: string; operation: "Apply" | "Update"; subresource?: string; time: string };

const sameWriter = (entry: ManagedField, writer: Writer, apiVersion: string): boolean =>
  entry.manager === writer.manager &&
  entry.operation === writer.operation &&
  (entry.subresource ?? "") === (writer.subresource ?? "") &&
  entry.apiVersion === apiVersion;

function entryOf(writer: Writer, apiVersion: string, paths: Iterable<FieldPath>): ManagedField {
  return {
    manager: writer.manager,
    operation: writer.operation,
    apiVersion,
    time: writer.time,
    fieldsType: "FieldsV1",
    fieldsV1: toFieldsV1(paths),
    ...(writer.subresource ? { subresource: writer.subresource } : {}),
  };
}

/**
 * The managed fields after an ordinary write: the writer now owns what it changed, nobody owns what is gone, and
 * others lose what the writer changed.
 */
export function trackUpdate(before: KubeObject | undefined, after: KubeObject, writer: Writer): ManagedField[] {
  const oldSet = before ? fieldSet(before) : new Map();
  const newSet = fieldSet(after);
  const changed = new Set(changedPaths(oldSet, newSet));
  const entries = before?.metadata.managedFields ?? [];
  const gone = [...oldSet.keys()].some((path) => !newSet.has(path));
  if (changed.size === 0 && !gone) return entries;
  const result: ManagedField[] = [];
  let written = false;
  for (const entry of entries) {
    const mine = sameWriter(entry, writer, after.apiVersion);
    const kept = [...fromFieldsV1(entry.fieldsV1)].filter((path) => newSet.has(path) && (mine || !changed.has(path)));
    if (mine) {
      written = true;
      result.push(changed.size > 0 ? entryOf(writer, after.apiVersion, [...kept, ...changed]) : entry);
    } else if (kept.length > 0) result.push({ ...entry, fieldsV1: toFieldsV1(kept) });
  }
  if (!written && changed.size > 0) result.push(entryOf(writer, after.apiVersion, changed));
  return result;
}

/** Replaces (or adds) the entry of one applier. */
export function withApplied(
  entries: ManagedField[],
  writer: Writer,
  apiVersion: string,
  paths: Iterable<FieldPath>,
): ManagedField[] {
  const others = entries.filter((entry) => !sameWriter(entry, writer, apiVersion));
  return [...others, entryOf(writer, apiVersion, paths)];
}
