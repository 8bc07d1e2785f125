import type { Intern } from "./kind-definition.ts";

/** A JSON object whose fields are not trusted to have any type. */
export type Fields = Readonly<Record<string, unknown>>;

const EMPTY: Fields = Object.freeze({});
const LONGEST_NAME = 512;
const LONGEST_MESSAGE = 1024;
const LONGEST_LIST = 512;

/** The value as an object; anything else becomes an empty one. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : EMPTY;
}

/** The value as a list of at most 512 entries; anything else becomes an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) return [];
  return value.length > LONGEST_LIST ? value.slice(0, LONGEST_LIST) : value;
}

/** Cuts a text and copies it: a slice would keep the whole original alive. */
function cut(value: string, longest: number): string {
  if (value.length <= longest) return value;
  return Buffer.from(`${value.slice(0, longest - 1)}…`, "utf8").toString("utf8");
}

/** A name-like text, shared; `undefined` when absent or empty. */
export function nameOf(value: unknown, intern: Intern): string | undefined {
  return typeof value === "string" && value !== "" ? intern(cut(value, LONGEST_NAME)) : undefined;
}

/** A text that is the only one of its kind (uid, object name): cut but not shared. */
export function uniqueText(value: unknown): string {
  return typeof value === "string" ? cut(value, LONGEST_NAME) : "";
}

/** Prose for people, cut at 1,024 characters. */
export function messageOf(value: unknown, intern: Intern): string | undefined {
  return typeof value === "string" && value !== "" ? intern(cut(value, LONGEST_MESSAGE)) : undefined;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** A count that the API leaves out when it is zero. */
export function countOf(value: unknown): number {
  return numberOf(value) ?? 0;
}

/** RFC 3339 to epoch seconds. */
export function timeOf(value: unknown): number | undefined {
  if (typeof value !== "string" || value.length > 40) return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}

/** The string entries of a map, shared, at most `most` of them; keys such as `__proto__` stay plain data. */
export function textMapOf(value: unknown, intern: Intern, most = 64): Readonly<Record<string, string>> {
  const entries: [string, string][] = [];
  for (const [key, text] of Object.entries(fieldsOf(value))) {
    if (entries.length >= most) break;
    if (typeof text === "string") entries.push([intern(cut(key, LONGEST_NAME)), intern(cut(text, LONGEST_NAME))]);
  }
  return Object.fromEntries(entries);
}

/** Own text field of a map: inherited keys such as `constructor` do not count. */
export function ownText(map: Fields, key: string): string | undefined {
  const value = Object.hasOwn(map, key) ? map[key] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A list without room to grow: one that grew by `push` has room for sixteen more, which rows of thousands pay for. */
export function exactList<T>(list: readonly T[]): readonly T[] {
  return list.slice();
}
