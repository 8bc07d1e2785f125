import type { Env } from "#lib/core/env";
import { readKeyRing } from "#lib/credentials/key-ring";

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
  for (const { id, weak } of inspectKeys(env.WHEELHOUSE_ENCRYPTION_KEYS)) {
    if (weak) throw new Error(`WHEELHOUSE_ENCRYPTION_KEYS: key "${id}" is not random.`);
  }
}

/** @throws as `readKeyRing` for keys that are missing or malformed */
function inspectKeys(setting: string | undefined): { id: string; weak: boolean }[] {
  return [...readKeyRing(setting).keys].map(([id, key]) => ({ id, weak: new Set(key.export()).size < 8 }));
}
