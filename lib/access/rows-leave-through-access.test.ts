import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
/** The fleet itself and the readers of this folder. */
const ALLOWED = /^lib\/(kubernetes|access)\/|\.test\.tsx?$|\/generated\//;
const ROW_READS = [
  /\.rows\(\s*["'`](?:[A-Z]\w+)["'`]/,
  /\.rows\(\s*\w+\s*,/,
  /\.ownedBy\(/,
  /\.podsOnNode\(/,
  /\.get\(\s*["'`](?:Namespace|Node|Pod|[A-Z]\w+(?:Set|Job|Map|Claim|Quota|Range)|Job|Service|Ingress|Event|Secret|Deployment|HorizontalPodAutoscaler)["'`]\s*,/,
  /\.get\(\s*[\w.]+\s*,\s*[\w.]+\s*,\s*[\w.]+\s*\)/,
];

function offences(text: string): string[] {
  return text.split("\n").filter((line) => ROW_READS.some((pattern) => pattern.test(line)));
}

describe("cached rows", () => {
  test("leave the fleet through lib/access and nowhere else", () => {
    const files = globSync("{lib,app,components,server}/**/*.{ts,tsx}", { cwd: ROOT }).filter(
      (file) => !ALLOWED.test(file),
    );
    expect(files.length).toBeGreaterThan(20);
    const found = files.flatMap((file) =>
      offences(readFileSync(join(ROOT, file), "utf8")).map((line) => `${file}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });

  test("the scan knows a forbidden read when it sees one", () => {
    for (const line of [
      'handle.rows("Pod", filter)',
      "handle.rows(kind, { all: true })",
      'fleet.cluster(id)?.get("Pod", namespace, name)',
      "cluster.get(kind, namespace, name)",
      'handle.ownedBy("Pod", uid)',
      "handle.podsOnNode(node)",
    ]) {
      expect(offences(line)).toEqual([line]);
    }
    for (const line of [
      "map.get(key)",
      'searchParams.get("sort")',
      "table.rows()",
      "headers.get(name)",
      "const { rows } = result",
    ]) {
      expect(offences(line)).toEqual([]);
    }
  });
});
