import type { Scenario } from "../fleet/scenario.ts";
import { demoScenario } from "./demo/demo.ts";
import { emptyScenario } from "./empty.ts";
import { manyPodsScenario } from "./many-pods.ts";
import { oneOfEachScenario } from "./one-of-each.ts";
import { twoClustersScenario } from "./two-clusters.ts";

const NAMED: Readonly<Record<string, (clusters: number) => Scenario>> = {
  demo: demoScenario,
  empty: emptyScenario,
  "one-of-each": oneOfEachScenario,
  "two-clusters": twoClustersScenario,
};

/** The named scenarios. Throws for a name that is none. */
export function scenarioByName(name: string, clusters: number): Scenario {
  const pods = /^pods:(\d+)$/.exec(name);
  if (pods) return manyPodsScenario(Number(pods[1]), clusters);
  const make = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (!make) throw new Error(`no scenario named ${name}`);
  return make(clusters);
}
