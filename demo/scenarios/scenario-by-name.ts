import type { Scenario } from "../fleet/scenario.ts";
import { emptyScenario } from "./empty.ts";
import { manyPodsScenario } from "./many-pods.ts";

/** The named scenarios. Throws for a name that is none. */
export function scenarioByName(name: string, clusters: number): Scenario {
  const pods = /^pods:(\d+)$/.exec(name);
  if (pods) return manyPodsScenario(Number(pods[1]), clusters);
  if (name === "empty") return emptyScenario(clusters);
  throw new Error(`no scenario named ${name}`);
}
