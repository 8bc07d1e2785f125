import { readdirSync } from "node:fs";
import type { Bench, BenchResult } from "./lib/bench.ts";
import { type Judged, judgeGoals } from "./lib/judge-goals.ts";
import { machine } from "./lib/machine.ts";

const HERE = new URL("./", import.meta.url);

/** Every `scripts/bench/<name>.ts` that exports `bench`. */
async function loadBenches(): Promise<Bench[]> {
  const files = readdirSync(HERE).filter((file) => file.endsWith(".ts") && file !== "main.ts");
  const modules = await Promise.all(
    files.map((file) => import(new URL(file, HERE).href) as Promise<{ bench?: Bench }>),
  );
  return modules.flatMap((module) => module.bench ?? []).toSorted((a, b) => a.name.localeCompare(b.name));
}

function print(bench: Bench, result: BenchResult, goals: readonly Judged[]): void {
  console.log(`\n${bench.name}: ${bench.summary}`);
  console.table(result.sides);
  console.log("ratio of ours to each peer");
  console.table(result.ratios);
  console.table(goals);
}

/**
 * `npm run bench` lists and runs all; `npm run -s bench -- NAME [--json] [--smoke]` runs one. Ends with 1 where a goal is
 * missed, with 2 where there is no such benchmark.
 */
async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const json = args.includes("--json");
  const [wanted] = args.filter((arg) => !arg.startsWith("--"));
  const benches = await loadBenches();
  const chosen = wanted === undefined ? benches : benches.filter((bench) => bench.name === wanted);
  if (chosen.length === 0) {
    console.error(`There is no benchmark ${wanted}. There are: ${benches.map((bench) => bench.name).join(", ")}.`);
    process.exitCode = 2;
    return;
  }
  if (!json) for (const bench of benches) console.log(`${bench.name}  ${bench.summary}`);
  for (const bench of chosen) {
    const result = await bench.run((text) => console.error(`${bench.name}: ${text}`));
    const goals = judgeGoals(result.ratios, bench.goals);
    if (json) console.log(JSON.stringify({ name: bench.name, machine: machine(), ...result, goals }));
    else print(bench, result, goals);
    // A run to see that it runs is held to nothing.
    if (!args.includes("--smoke") && goals.some(({ met }) => !met)) process.exitCode = 1;
  }
}

await main();
