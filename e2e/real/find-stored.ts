import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Which of the texts a file in the folder, or below it, holds as they are. */
export function findStored(dir: string, wanted: readonly string[]): string[] {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const needles = wanted.map((text) => ({ text, bytes: Buffer.from(text) }));
  return files.flatMap((entry) => {
    const content = readFileSync(join(entry.parentPath, entry.name));
    return needles.filter(({ bytes }) => content.includes(bytes)).map(({ text }) => text);
  });
}
