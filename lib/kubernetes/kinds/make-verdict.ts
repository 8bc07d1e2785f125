import type { Verdict, VerdictLevel } from "../types/verdict.ts";

/** A verdict whose sentence begins with a capital letter (unless with a name) and ends with one full stop. */
export function makeVerdict(
  level: VerdictLevel,
  label: string,
  sentence: string,
  more: { cause?: string; since?: number } = {},
): Verdict {
  const text = sentence.trim().replace(/[.\s]+$/, "");
  const first = text.charAt(0).toUpperCase();
  return {
    level,
    label,
    sentence: `${first}${text.slice(1)}${text.endsWith("…") ? "" : "."}`,
    cause: more.cause,
    since: more.since,
  };
}

/** "1 pod", "3 pods". */
export function countWord(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
