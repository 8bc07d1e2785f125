import type { FieldProblem } from "#lib/core/errors";
import { type Plain, safeKey } from "./read-yaml.ts";

/** Why a known key is refused, and what to write instead. */
export type Refusal = readonly [rule: string, example?: string];

export type MapReader = {
  readonly path: string;
  has(key: string): boolean;
  value(key: string): Plain | undefined;
  /** Text of a key, or undefined when it is absent; another type is a problem. */
  text(key: string): string | undefined;
  requiredText(key: string, example: string): string | undefined;
  flag(key: string): boolean | undefined;
  map(key: string): MapReader | undefined;
  problem(key: string, rule: string, example?: string): void;
};

/** Reads a mapping and collects what is wrong with it, by full path. */
export function readMap(value: ReadonlyMap<string, Plain>, path: string, problems: FieldProblem[]): MapReader {
  const fieldOf = (key: string) => (path === "" ? safeKey(key) : `${path}.${safeKey(key)}`);
  const problem = (key: string, rule: string, example?: string) => {
    problems.push(example === undefined ? { field: fieldOf(key), rule } : { field: fieldOf(key), rule, example });
  };
  const text = (key: string) => {
    const found = value.get(key);
    if (found === undefined || found === null || typeof found === "string") return found ?? undefined;
    problem(key, "must be text");
    return undefined;
  };
  return {
    path,
    has: (key) => value.has(key),
    value: (key) => value.get(key),
    text,
    requiredText: (key, example) => {
      const before = problems.length;
      const found = text(key);
      if (found === undefined || found === "") {
        if (problems.length === before) problem(key, "is required", example);
        return undefined;
      }
      return found;
    },
    flag: (key) => {
      const found = value.get(key);
      if (found === undefined || typeof found === "boolean") return found;
      problem(key, "must be true or false");
      return undefined;
    },
    map: (key) => {
      const found = value.get(key);
      if (isPlainMap(found)) return readMap(found, fieldOf(key), problems);
      problem(key, found === undefined || found === null ? "is required" : "must be a mapping");
      return undefined;
    },
    problem,
  };
}

export function isPlainMap(value: Plain | undefined): value is ReadonlyMap<string, Plain> {
  return value instanceof Map;
}

/** Refuses every key that is not known, with its own reason where there is one. */
export function checkKeys(
  reader: MapReader,
  value: ReadonlyMap<string, Plain>,
  known: readonly string[],
  refusals: Readonly<Record<string, Refusal>> = {},
): void {
  for (const key of value.keys()) {
    if (known.includes(key)) continue;
    const [rule, example] = (Object.hasOwn(refusals, key) ? refusals[key] : undefined) ?? ["is not a known key"];
    reader.problem(key, rule, example);
  }
}
