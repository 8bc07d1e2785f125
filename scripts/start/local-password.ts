import { existsSync } from "node:fs";
import { join } from "node:path";
import { oneTimePassword } from "#lib/users/one-time-password";
import { writeFileAtomic } from "./write-file-atomic.ts";

/**
 * The file with the password of the local platform engineer, made once. It is there before the account is, so that no
 * interrupted start makes an account that nobody can sign in with.
 */
export function localPasswordFile(dir: string): string {
  const file = join(dir, "operator-password");
  if (!existsSync(file)) writeFileAtomic(file, oneTimePassword());
  return file;
}
