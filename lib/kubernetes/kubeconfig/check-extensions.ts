import { isPlainMap, type MapReader } from "./field-reader.ts";
import type { Plain } from "./read-yaml.ts";

const NAMES = ["cluster_info", "context_info"];
const KEYS = ["last-update", "provider", "version"];

/**
 * Extensions may hold anything, also what other tools would run. Taken are an empty list and minikube's notes, which are
 * three texts and are ignored; the rest is refused rather than silently dropped.
 */
export function checkExtensions(reader: MapReader, key: string): void {
  const value = reader.value(key);
  if (value === undefined || value === null) return;
  const harmless = Array.isArray(value) ? value.every(isNote) : isPlainMap(value) && value.size === 0;
  if (!harmless) reader.problem(key, "must be empty: extensions are not used");
}

function isNote(entry: Plain): boolean {
  if (!isPlainMap(entry)) return false;
  const content = entry.get("extension");
  const name = entry.get("name");
  if (entry.size !== 2 || typeof name !== "string" || !NAMES.includes(name) || !isPlainMap(content)) return false;
  return [...content].every(([key, value]) => KEYS.includes(key) && typeof value === "string");
}
