import { describe, expect, it } from "vitest";
import { kubeconfigText } from "../testing/kubeconfig-text.ts";
import { parseStrictly, refusalOf, SECRET } from "../testing/parse-test-kubeconfig.ts";

describe("whole files that are refused", () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n`;
  const wide = (count: number) =>
    Array.from({ length: count }, (_, i) => `- {name: c${i}, context: {cluster: prod-cluster, user: prod-user}}`).join(
      "\n",
    );
  it.each([
    [
      "H86 merge key with an anchor",
      () => kubeconfigText({ top: "x: &e\n  exec: {command: sh}", user: "<<: *e" }),
      /aliases|anchors/,
    ],
    ["H86 anchor alone", () => kubeconfigText({ user: "token: &t abc" }), /anchors/],
    ["H89 two documents", () => `${kubeconfigText()}---\n${kubeconfigText()}`, /one document/],
    ["H90 JSON", () => `  {"apiVersion": "v1"}`, /not JSON/],
    ["H90 UTF-16", () => new Uint8Array(Buffer.from(kubeconfigText(), "utf16le")), /UTF-8/],
    ["H90 UTF-16 with BOM", () => new Uint8Array(Buffer.from(`\ufeff${kubeconfigText()}`, "utf16le")), /UTF-8/],
    ["H90 BOM", () => `\ufeff${kubeconfigText()}`, /byte order mark/],
    ["H90 BOM in bytes", () => new Uint8Array(Buffer.from(`\ufeff${kubeconfigText()}`)), /byte order mark/],
    ["H90 invalid UTF-8", () => new Uint8Array([0x61, 0xff, 0xfe]), /UTF-8/],
    ["H90 !!js/function", () => kubeconfigText({ user: 'token: !!js/function "function(){}"' }), /valid YAML|tags/],
    ["H90 !!binary", () => kubeconfigText({ user: "token: !!binary aGVsbG8=" }), /valid YAML|tags/],
    ["H90 !!str", () => kubeconfigText({ user: "token: !!str abc" }), /tags/],
    ["H90 own tag", () => kubeconfigText({ user: "token: !secret abc" }), /valid YAML|tags/],
    ["%YAML directive", () => `%YAML 1.1\n---\n${kubeconfigText()}`, /directives|one document/],
    ["%TAG directive", () => `%TAG ! tag:evil.example,2026:\n---\n${kubeconfigText()}`, /directives|one document/],
    ["H110 alias bomb", () => bomb, /aliases|anchors/],
    ["H110 10 MB", () => `# ${"x".repeat(10 * 1024 * 1024)}`, /256 KiB/],
    [
      "H110 10⁴ contexts",
      () => kubeconfigText().replace(/contexts:[\s\S]*/, `contexts:\n${wide(10_000)}`),
      /at most 200 entries|256 KiB/,
    ],
    [
      "H110 201 contexts",
      () => kubeconfigText().replace(/contexts:[\s\S]*/, `contexts:\n${wide(201)}`),
      /at most 200 entries/,
    ],
    ["H110 duplicate keys", () => kubeconfigText({ user: "token: a\ntoken: b" }), /must not be given twice/],
    ["H110 duplicate top key", () => `${kubeconfigText()}kind: Config\n`, /must not be given twice/],
    ["H110 __proto__ as a name", () => kubeconfigText().replaceAll("prod-user", "__proto__"), /printable text/],
    ["H110 __proto__ as a key", () => kubeconfigText({ top: "__proto__: {admin: true}" }), /not a known key/],
    [
      "two entries of one name",
      () => kubeconfigText().replace("users:", "- name: prod-cluster\n  cluster: {server: https://b.example}\nusers:"),
      /used twice/,
    ],
    [
      "H88 exec in preferences",
      () => kubeconfigText().replace("preferences: {}", "preferences: {exec: {command: sh}}"),
      /preferences/,
    ],
    [
      "H88 exec in extensions",
      () => kubeconfigText({ top: "extensions: [{name: a, extension: {exec: {command: sh}}}]" }),
      /extensions/,
    ],
    ["an unknown top key", () => kubeconfigText({ top: `surprise: ${SECRET}` }), /not a known key/],
    [
      "an unknown key beside a name",
      () => kubeconfigText().replace("- name: prod-user", `- name: prod-user\n  exec: ${SECRET}`),
      /not a known key/,
    ],
    ["another kind", () => kubeconfigText().replace("kind: Config", "kind: Secret"), /must be Config/],
    ["another apiVersion", () => kubeconfigText().replace("apiVersion: v1", "apiVersion: v2"), /must be v1/],
    ["no contexts", () => kubeconfigText().replace(/contexts:[\s\S]*/, ""), /contexts/],
    ["a list", () => "- a\n- b", /must be a mapping/],
    ["text", () => SECRET, /must be a mapping/],
    ["nothing", () => " \n", /must not be empty/],
    ["broken YAML", () => `a: [${SECRET}`, /valid YAML \(line \d+\)/],
    ["a complex key", () => kubeconfigText({ top: "? [a, b]\n: c" }), /plain text key/],
    ["a number as a key", () => kubeconfigText({ top: "1: c" }), /plain text key/],
    [
      "deep nesting",
      () => kubeconfigText({ top: `extensions: ${"[".repeat(50_000)}${"]".repeat(50_000)}` }),
      /valid YAML|deeply/,
    ],
    ["nesting of 30", () => kubeconfigText({ top: `extensions: ${"[".repeat(30)}${"]".repeat(30)}` }), /deeply/],
  ] satisfies [string, () => string | Uint8Array, RegExp][])("%s", (_, input, rule) => {
    const error = refusalOf(input());
    expect(error.message + JSON.stringify(error.fields)).toMatch(rule);
    expect(error.fields.length).toBeGreaterThan(0);
    expect(error.message + JSON.stringify(error.fields)).not.toContain(SECRET);
  });

  it("a file full of keys takes no quadratic time", () => {
    const keys = Array.from({ length: 30_000 }, (_, i) => `k${i}: 1`).join("\n");
    const started = performance.now();
    expect(() => parseStrictly(keys.slice(0, 250_000))).toThrow();
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
