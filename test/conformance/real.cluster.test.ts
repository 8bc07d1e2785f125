import { afterAll, afterEach, beforeAll, describe } from "vitest";
import type { ControlPlane } from "../control-plane/start-control-plane.ts";
import { podMetricsSuite } from "./api/pod-metrics.ts";
import { apiConformance } from "./api-conformance.ts";
import { Bench } from "./bench.ts";
import { kubectlConformance } from "./kubectl-conformance.ts";
import { startRealTargets } from "./start-real-targets.ts";

let planes: [ControlPlane, ControlPlane] | undefined;
let bench: Bench | undefined;

beforeAll(async () => {
  planes = await startRealTargets();
  bench = new Bench(planes[0]);
});
afterAll(async () => {
  await bench?.close();
  await Promise.all((planes ?? []).map((plane) => plane.stop()));
});

// A part that has ended explains whatever failed.
afterEach(() => {
  for (const plane of planes ?? []) plane.expectAlive();
});

/** The two planes are the same: one takes the product's client, the other kubectl. */
describe("the product's client on a real control plane", () => apiConformance(() => started(bench)));
describe("an aggregated metrics API on a real control plane", () => {
  podMetricsSuite(
    () => started(bench),
    () => started(planes)[0].kubectl,
  );
});
describe("kubectl on a real control plane", () => kubectlConformance(() => started(planes)[1]));

function started<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the control planes are not started");
  return value;
}
