import type { Env } from "#lib/core/env";

const MIN_LENGTH = 32;
const KNOWN_VALUES = /^(changeme|secret|password|default|example|test)/i;

/**
 * Refuses to start without good secrets: sessions could be forged, credentials of clusters read.
 * @throws Error with one sentence that names the setting, never its value
 */
export function checkSecrets(env: Env): void {
  const session = env.WHEELHOUSE_SESSION_SECRET ?? "";
  if (session.length < MIN_LENGTH || KNOWN_VALUES.test(session) || new Set(session).size < 8) {
    throw new Error(`WHEELHOUSE_SESSION_SECRET must be a random text of at least ${MIN_LENGTH} characters.`);
  }
  const keys = (env.WHEELHOUSE_ENCRYPTION_KEYS ?? "").split(",");
  if (!keys.every(isGoodKey)) {
    throw new Error("WHEELHOUSE_ENCRYPTION_KEYS must be `id:base64(32 random bytes)`, several separated by commas.");
  }
}

function isGoodKey(text: string): boolean {
  const [id = "", value = ""] = text.trim().split(":", 2);
  const bytes = Buffer.from(value, "base64");
  return /^[a-z0-9-]{1,32}$/i.test(id) && bytes.length === 32 && new Set(bytes).size >= 8;
}
