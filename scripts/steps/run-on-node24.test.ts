import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> };

test.each(Object.entries(scripts).filter(([, command]) => command.startsWith("node ")))(
  "npm run %s begins on any Node that npm runs on: it starts no TypeScript itself",
  (_, command) => {
    expect(command).toMatch(/^node scripts\/[a-z-]+\.mjs( --dev)?$/);
  },
);
