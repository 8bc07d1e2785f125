import { createHash } from "node:crypto";

/** Letters of generated names; the same set as in k8s.io/apimachinery/pkg/util/rand, without vowels. */
const NAME_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

/** A deterministic source of numbers, names and uids. */
export type SeededRandom = {
  /** A number in [0, 1). */
  next(): number;
  /** An integer in [min, max], both included. */
  int(min: number, max: number): number;
  pick<T>(items: readonly T[]): T;
  chance(probability: number): boolean;
  /** Letters as the API server appends to `generateName`. */
  suffix(length: number): string;
  hex(length: number): string;
  /** Looks like a random (version 4) UUID. */
  uuid(): string;
  /** An independent source that depends only on this one's seed and the name. */
  fork(name: string): SeededRandom;
};

/** A deterministic number in [0, 1) for a text. */
export function hashFraction(text: string): number {
  return createHash("sha1").update(text).digest().readUInt32BE(0) / 2 ** 32;
}

/** sfc32 over a SHA-256 of the seed. */
export function seededRandom(seed: string): SeededRandom {
  const digest = createHash("sha256").update(seed).digest();
  let [a, b, c, d] = [0, 4, 8, 12].map((offset) => digest.readInt32LE(offset)) as [number, number, number, number];
  const next32 = (): number => {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  const next = (): number => next32() / 2 ** 32;
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const letters = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[int(0, alphabet.length - 1)]).join("");
  const hex = (length: number): string => {
    let out = "";
    while (out.length < length) out += next32().toString(16).padStart(8, "0");
    return out.slice(0, length);
  };
  return {
    next,
    int,
    pick: (items) => items[int(0, items.length - 1)] as (typeof items)[number],
    chance: (probability) => next() < probability,
    suffix: (length) => letters(NAME_LETTERS, length),
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${"89ab"[int(0, 3)]}${hex(3)}-${hex(12)}`,
    fork: (name) => seededRandom(`${seed}/${name}`),
  };
}
