import type { Env } from "#lib/core/env";
import { readKeyRing } from "./key-ring.ts";

const MIN_SECRET_LENGTH = 32;
/** Random texts and keys of these lengths have many more different characters and bytes. */
const MIN_DIFFERENT_CHARACTERS = 10;
const MIN_DIFFERENT_BYTES = 18;
const WORDS = ["changeme", "change-me", "secret", "password", "default", "example", "wheelhouse", "insecure"];

type SecretSettings = Pick<Env, "NODE_ENV" | "WHEELHOUSE_SESSION_SECRET" | "WHEELHOUSE_ENCRYPTION_KEYS">;

/**
 * Refuses to start in production with secrets that somebody could guess: missing, short, a published default, typed by
 * hand, repetitive, or one used for two purposes.
 * @returns outside production: what would be refused, one sentence each.
 * @throws Error that names each setting and the rule it breaks, never a value.
 */
export function checkSecrets(env: SecretSettings): string[] {
  const problems = [...sessionSecretProblems(env.WHEELHOUSE_SESSION_SECRET ?? ""), ...keyProblems(env)];
  if (problems.length > 0 && env.NODE_ENV === "production") {
    throw new Error(`Wheelhouse does not start with these secrets. ${problems.join(" ")}`);
  }
  return problems;
}

function sessionSecretProblems(secret: string): string[] {
  const name = "WHEELHOUSE_SESSION_SECRET";
  if (secret === "") return [`${name} is not set.`];
  if (secret.length < MIN_SECRET_LENGTH) return [`${name} is shorter than ${MIN_SECRET_LENGTH} characters.`];
  if (WORDS.some((word) => secret.toLowerCase().includes(word))) return [`${name} contains a word of a known default.`];
  if (new Set(secret).size < MIN_DIFFERENT_CHARACTERS)
    return [`${name} repeats too few characters; make a random one.`];
  return [];
}

function keyProblems(env: SecretSettings): string[] {
  const name = "WHEELHOUSE_ENCRYPTION_KEYS";
  if (!env.WHEELHOUSE_ENCRYPTION_KEYS) return [`${name} is not set.`];
  try {
    const { keys } = readKeyRing(env.WHEELHOUSE_ENCRYPTION_KEYS);
    const secret = env.WHEELHOUSE_SESSION_SECRET ?? "";
    return [...keys].flatMap(([id, key]) => {
      const bytes = key.export();
      if (secret !== "" && isSame(secret, bytes)) return [`${name}: the key "${id}" is also the session secret.`];
      return isWeak(bytes) ? [`${name}: the key "${id}" is not random; make one with openssl rand -base64 32.`] : [];
    });
  } catch (error) {
    return [error instanceof Error ? error.message : `${name} is not valid.`];
  }
}

/** Too few different bytes, steps of one size, or nothing but characters that somebody can type. */
function isWeak(bytes: Buffer): boolean {
  if (new Set(bytes).size < MIN_DIFFERENT_BYTES) return true;
  if (bytes.every((byte) => byte >= 0x20 && byte < 0x7f)) return true;
  const steps = new Set([...bytes.subarray(1)].map((byte, index) => (byte - (bytes[index] ?? 0) + 256) % 256));
  return steps.size < 4;
}

function isSame(secret: string, key: Buffer): boolean {
  return Buffer.from(secret).equals(key) || key.toString("base64") === secret || key.toString("hex") === secret;
}
