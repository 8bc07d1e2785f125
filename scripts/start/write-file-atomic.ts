import { renameSync, writeFileSync } from "node:fs";

/** Writes a file for its owner alone. It is there whole or not at all, whatever ends the disk or this process. */
export function writeFileAtomic(file: string, text: string): void {
  const part = `${file}.part`;
  writeFileSync(part, text, { mode: 0o600 });
  renameSync(part, file);
}
