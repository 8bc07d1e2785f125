import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomic } from "./write-file-atomic.ts";

export type LocalSecrets = {
  readonly WHEELHOUSE_SESSION_SECRET: string;
  readonly WHEELHOUSE_ENCRYPTION_KEYS: string;
};

/** The secrets of a local start: made once, kept in a file that only its owner may read. */
export function localSecrets(dir: string): LocalSecrets {
  const file = join(dir, "secrets.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as LocalSecrets;
  const secrets: LocalSecrets = {
    WHEELHOUSE_SESSION_SECRET: randomBytes(48).toString("base64url"),
    WHEELHOUSE_ENCRYPTION_KEYS: `local:${randomBytes(32).toString("base64")}`,
  };
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeFileAtomic(file, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}
