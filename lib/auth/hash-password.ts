import { randomBytes, type ScryptOptions, scrypt } from "node:crypto";

export type ScryptParameters = { readonly ln: number; readonly r: number; readonly p: number };

/** OWASP's password storage guidance for scrypt: N = 2^15, r = 8, p = 3 (32 MiB). */
export const DEFAULT_PARAMETERS: ScryptParameters = { ln: 15, r: 8, p: 3 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Hashes a password with scrypt (RFC 7914) into a PHC string: `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`. */
export async function hashPassword(password: string, parameters = DEFAULT_PARAMETERS): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await deriveKey(password, salt, parameters, HASH_BYTES);
  const { ln, r, p } = parameters;
  return `$scrypt$ln=${ln},r=${r},p=${p}$${encode(salt)}$${encode(hash)}`;
}

/** The derived key. Passwords are compared in Unicode's composed form, however the keyboard made them. */
export function deriveKey(
  password: string,
  salt: Buffer,
  { ln, r, p }: ScryptParameters,
  length: number,
): Promise<Buffer> {
  const N = 2 ** ln;
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFC"), salt, length, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

function encode(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("=", "");
}
