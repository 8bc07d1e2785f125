import { timingSafeEqual } from "node:crypto";
import { DEFAULT_PARAMETERS, deriveKey, hashPassword } from "./hash-password.ts";

const FORMAT = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{16,})\$([A-Za-z0-9+/]{40,})$/;
const MAX_LN = 17;

/**
 * Whether a password fits a stored hash. Without a hash (nobody of that name, or no local password) it takes as long as
 * with one, and is false. A hash that cannot be read is false too.
 */
export async function verifyPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  const parsed = parseHash(stored ?? "");
  if (!parsed) {
    await hashPassword(password, DEFAULT_PARAMETERS);
    return false;
  }
  const actual = await deriveKey(password, parsed.salt, parsed.parameters, parsed.hash.length);
  return timingSafeEqual(actual, parsed.hash);
}

function parseHash(stored: string) {
  const [, ln, r, p, salt, hash] = FORMAT.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) return undefined;
  const parameters = { ln: Number(ln), r: Number(r), p: Number(p) };
  if (parameters.ln > MAX_LN || parameters.ln < 1) return undefined;
  return { parameters, salt: Buffer.from(salt, "base64"), hash: Buffer.from(hash, "base64") };
}
