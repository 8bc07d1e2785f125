import { accessSuite } from "./kubectl/access.ts";
import { readingSuite } from "./kubectl/reading.ts";
import { writingSuite } from "./kubectl/writing.ts";
import type { KubectlTarget } from "./target.ts";

/** What a cluster must do for the real kubectl, whether it is simulated or real. */
export function kubectlConformance(target: () => KubectlTarget): void {
  for (const suite of [readingSuite, writingSuite, accessSuite]) suite(target);
}
