import { readdirSync } from "node:fs";
import type { Bench, BenchResult } from "./lib/bench.ts";
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

function print(bench: Bench, result: BenchResult): void {
  console.log(`\n${bench.name}: ${bench.summary}`);
  console.table(result.sides);
  console.log(`ratio of ours to each peer (goal: ${bench.goal})`);
  console.table(result.ratios);
}

/** `npm run bench` lists and runs all; `npm run -s bench -- NAME [--json] [--smoke]` runs one. */
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
    if (json) console.log(JSON.stringify({ name: bench.name, machine: machine(), ...result }));
    else print(bench, result);
  }
}

await main();
