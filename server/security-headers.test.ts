import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contentSecurityPolicy, LIBRARY_STYLES } from "./security-headers.ts";

const policyOf = (options = { dev: false, https: true }) =>
  new Map(
    contentSecurityPolicy("n0nce", options)
      .split("; ")
      .map((directive) => [directive.split(" ")[0] ?? "", directive.split(" ").slice(1)]),
  );

describe("the policy of a page", () => {
  test("runs scripts with this request's nonce only, and takes nothing from elsewhere", () => {
    const policy = policyOf();
    expect(policy.get("default-src")).toEqual(["'none'"]);
    expect(policy.get("script-src")).toEqual(["'self'", "'nonce-n0nce'", "'strict-dynamic'"]);
    expect(policy.get("connect-src")).toEqual(["'self'"]);
    for (const name of ["object-src", "base-uri", "frame-ancestors"]) expect(policy.get(name)).toEqual(["'none'"]);
    expect(policy.get("form-action")).toEqual(["'self'"]);
    const sources = [...policy.values()].flat();
    expect(sources.filter((source) => /^https?:|^\*|\.\w+/.test(source))).toEqual([]);
  });

  test("allows inline styles as attributes, never as elements, and no evaluation", () => {
    const policy = policyOf();
    expect(policy.get("style-src-attr")).toEqual(["'unsafe-inline'"]);
    expect(policy.get("style-src")).not.toContain("'unsafe-inline'");
    expect([...policy.values()].flat()).not.toContain("'unsafe-eval'");
  });

  test("asks for https only where the portal is served by it", () => {
    expect(policyOf().has("upgrade-insecure-requests")).toBe(true);
    expect(policyOf({ dev: false, https: false }).has("upgrade-insecure-requests")).toBe(false);
  });
});

test("the style element that the installed sonner inserts is the one that the policy allows", () => {
  const file = join(import.meta.dirname, "../node_modules/sonner/dist/index.mjs");
  const inserted = /^__insertCSS\((".*")\);$/m.exec(readFileSync(file, "utf8"))?.[1];
  const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  expect([hashOf(""), hashOf(JSON.parse(inserted ?? '""'))]).toEqual(LIBRARY_STYLES);
});
