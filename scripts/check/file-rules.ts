import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CLIENT_FILES } from "./client-files.ts";

const MAX_LINES = 300;
const SOURCES = "{app,components,lib,server,demo,e2e,test,scripts,prisma}/**/*.{ts,tsx,mjs,cjs}";

type Rule = {
  readonly name: string;
  /** Which files the rule is about. */
  readonly applies: (file: string) => boolean;
  readonly forbidden: RegExp;
  readonly why: string;
};

const isTest = (file: string) =>
  /\.(test|spec)\.tsx?$/.test(file) || file.startsWith("e2e/") || file.startsWith("test/");

export const RULES: readonly Rule[] = [
  {
    name: "clock",
    applies: (file) => /^(app|components|lib|server)\//.test(file) && !file.startsWith("lib/core/") && !isTest(file),
    forbidden: /\bDate\.now\(|\bMath\.random\(|new Date\(\)/,
    why: "take the time from the context's clock and chance from its random, so that tests can decide both",
  },
  {
    name: "tests-run",
    applies: isTest,
    forbidden: /\b(describe|it|test)(\.\w+)*\.(skip|only|todo|fixme)\b|waitForTimeout/,
    why: "no test is skipped, runs alone or sleeps",
  },
  {
    name: "client-files",
    applies: (file) => !CLIENT_FILES.some((pattern) => new RegExp(pattern).test(file)),
    forbidden: /^\s*["']use client["']/,
    why: "the import rules for client code hold in components/, client.tsx, error.tsx and app/dev only: put it there",
  },
  {
    name: "suppressions",
    applies: () => true,
    forbidden: /@ts-(ignore|nocheck)|eslint-disable|biome-ignore[^:]*: *$/,
    why: "a suppression needs its reason",
  },
  {
    name: "left-overs",
    applies: () => true,
    forbidden: /\b(TODO|FIXME|XXX)\b/,
    why: "finish it or file an issue",
  },
];

/** Every breach of the rules about files, as `path:line: rule: why`. */
export function checkFiles(root: string): string[] {
  return globSync(SOURCES, { cwd: root, exclude: ["lib/db/generated/**", "**/node_modules/**", "scripts/check/**"] })
    .sort()
    .flatMap((file) => checkFile(file, readFileSync(join(root, file), "utf8")));
}

/** The breaches in one file. */
export function checkFile(file: string, text: string): string[] {
  const lines = text.split("\n");
  const long =
    lines.length > MAX_LINES + 1 ? [`${file}: ${lines.length - 1} lines: split it by idea, at most 300`] : [];
  const broken = RULES.filter((rule) => rule.applies(file)).flatMap((rule) =>
    lines.flatMap((line, index) =>
      rule.forbidden.test(line) ? [`${file}:${index + 1}: ${rule.name}: ${rule.why}`] : [],
    ),
  );
  return [...long, ...broken];
}
