import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bench, Figures } from "./lib/bench.ts";
import { makePod } from "./lib/make-pod.ts";
import { ratiosTo } from "./lib/ratios-to.ts";
import { runChild } from "./lib/run-child.ts";

const PODS = 10_000;
const PAGE = 500;
const CHILD = fileURLToPath(new URL("./lib/hold-pods.ts", import.meta.url));
const RUNS = 5;

type Held = { liveBytes: number; rssBytes: number };

/** Writes the list as pages of 500, one per file. */
function writePages(dir: string): void {
  for (let from = 0; from < PODS; from += PAGE) {
    const items = Array.from({ length: PAGE }, (_, at) => makePod(from + at));
    const page = JSON.stringify({ kind: "PodList", metadata: { resourceVersion: "1" }, items });
    writeFileSync(join(dir, `${String(from).padStart(6, "0")}.json`), page);
  }
}

/** The least of several processes: what a process has not given back yet only ever adds, and differs from run to run. */
async function measure(side: string, dir: string): Promise<Held> {
  const runs: Held[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await runChild<Held>(CHILD, [side, dir], ["--expose-gc"]));
  return {
    liveBytes: Math.min(...runs.map((held) => held.liveBytes)),
    rssBytes: Math.min(...runs.map((held) => held.rssBytes)),
  };
}

async function measureSides(dir: string, say: (text: string) => void): Promise<Record<string, Figures>> {
  writePages(dir);
  say("parsed and dropped, to know what the work itself leaves behind");
  const idle = await measure("nothing", dir);
  const sides: Record<string, Figures> = {};
  for (const side of ["wheelhouse", "wheelhouse with use", "plain objects", "client-node"]) {
    say(side);
    const held = await measure(side, dir);
    sides[side] = {
      residentBytesPerPod: Math.round((held.liveBytes - idle.liveBytes) / PODS),
      // As it is: what the work itself leaves resident differs from side to side, so there is nothing to take off.
      rssGrowthBytesPerPod: Math.round(held.rssBytes / PODS),
    };
  }
  return sides;
}

export const bench: Bench = {
  name: "memory",
  summary: `resident bytes per cached pod, ${PODS} pods, each side in processes of its own`,
  goals: [{ peer: "plain objects", figure: "residentBytesPerPod", atMost: 0.1 }],
  async run(say) {
    const dir = mkdtempSync(join(tmpdir(), "wheelhouse-bench-"));
    try {
      const sides = await measureSides(dir, say);
      // With their use: that is what a cluster with a metrics API costs.
      return { sides, ratios: ratiosTo("wheelhouse with use", sides, ["residentBytesPerPod"]) };
    } finally {
      rmSync(dir, { recursive: true });
    }
  },
};
