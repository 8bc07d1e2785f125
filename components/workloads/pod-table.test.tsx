import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { PodDetail, WorkloadDetail } from "#lib/workloads/schemas";
import { PodTable } from "./pod-table.tsx";

const POD: PodDetail = {
  ...{ key: "1", name: "api-1", node: "n", phase: "Running", restarts: 0, createdAt: 0 },
  containers: [{ name: "api", image: "api:1", role: "main", ready: true, state: "running", restarts: 0 }],
  verdict: { level: "healthy", label: "Healthy", sentence: "It runs." },
  ...{ cpuRequest: 500, memoryRequest: 256 * 2 ** 20 },
};

const table = (pod: Partial<PodDetail>, state: WorkloadDetail["metrics"]["state"] = "live") =>
  renderToStaticMarkup(<PodTable pods={[{ ...POD, ...pod }]} metrics={{ state }} podHref={(name) => name} />);

test("what a pod uses stands above what it requests, marked where it is more", () => {
  const html = table({ used: { cpu: 120.4, memory: 300 * 2 ** 20 } });
  expect(html).toMatch(/>120m<span class="[^"]*text-ink-3[^"]*">of 500m</);
  expect(html).toMatch(/>300 MiB<span class="[^"]*text-degraded[^"]*">of 256 MiB</);
});

test("a pod without requests has none, which is not a request of zero", () => {
  const html = table({ cpuRequest: 0, used: { cpu: 5, memory: 1 } });
  expect(html).toMatch(/>5m<span class="[^"]*text-ink-3[^"]*">no request</);
});

test.each([
  ["unsupported", "no metrics API"],
  ["not-allowed", "not in your role"],
  ["live", "no figure yet"],
] as const)("use that is not known (%s) is a dash with its reason", (state, reason) => {
  expect(table({}, state)).toContain(`<span class="sr-only">${reason}</span>`);
});

test("a pod of which nothing runs does not wait for a figure", () => {
  expect(table({ containers: [] })).toContain('<span class="sr-only">nothing of it runs</span>');
});

test("use that is no longer measured says so, and is no alarm", () => {
  const used = { cpu: 900, memory: 1 };
  expect(table({ used }, "stale")).toMatch(/text-ink-3[^"]*">of 500m, stale</);
  expect(table({ used })).not.toContain("stale");
});
