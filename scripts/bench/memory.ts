import { fileURLToPath } from "node:url";
import type { Bench, Figures } from "./lib/bench.ts";
import { ratiosTo } from "./lib/ratios-to.ts";
import { runChild } from "./lib/run-child.ts";

const PODS = 10_000;
const CHILD = fileURLToPath(new URL("./lib/hold-pods.ts", import.meta.url));
const RUNS = 3;

type Held = { liveBytes: number; rssBytes: number };

/** The median of several processes, because what a process keeps of its garbage differs from run to run. */
async function measure(side: string): Promise<Held> {
  const runs: Held[] = [];
  for (let run = 0; run < RUNS; run++) {
    runs.push(
      await runChild<Held>(CHILD, [side, String(PODS)], ["--expose-gc", "--disable-warning=ExperimentalWarning"]),
    );
  }
  const middle = (pick: (held: Held) => number) => runs.map(pick).toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
  return { liveBytes: middle((held) => held.liveBytes), rssBytes: middle((held) => held.rssBytes) };
}

export const bench: Bench = {
  name: "memory",
  summary: `resident bytes per cached pod, ${PODS} pods, each side in processes of its own`,
  goal: "at most 0.10 of plain objects",
  async run(say) {
    say("nothing held, to know what the work itself leaves behind");
    const idle = await measure("nothing");
    const sides: Record<string, Figures> = {};
    for (const side of ["wheelhouse", "plain objects", "client-node"]) {
      say(side);
      const held = await measure(side);
      sides[side] = {
        residentBytesPerPod: Math.round((held.liveBytes - idle.liveBytes) / PODS),
        rssBytesPerPod: Math.round((held.rssBytes - idle.rssBytes) / PODS),
      };
    }
    return { sides, ratios: ratiosTo("wheelhouse", sides, ["residentBytesPerPod", "rssBytesPerPod"]) };
  },
};
