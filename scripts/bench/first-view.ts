import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { startProcess } from "../start/start-process.ts";
import type { Bench, BenchResult, Figures } from "./lib/bench.ts";
import { type Cluster, startBackstage } from "./lib/start-backstage.ts";
import { type Portal, startPortal } from "./lib/start-portal.ts";
import { NAMESPACE } from "./lib/team-scenario.ts";
import { type Timed, timeRequests } from "./lib/time-requests.ts";

const SIZES = [
  { clusters: 20, pods: 50, ourRuns: 40, theirRuns: 7 },
  { clusters: 50, pods: 500, ourRuns: 20, theirRuns: 3 },
] as const;
/** Backstage waits for the slowest cluster; a minute would say no more than this. */
const LIMIT_MS = 20_000;
const FILLED_MS = 120_000;
const QUERY = JSON.stringify({ entityRef: "component:default/x", auth: {} });
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

type Size = (typeof SIZES)[number];
type Measured = { readonly ours: Timed; readonly theirs: Timed };

export const bench: Bench = {
  name: "first-view",
  summary: "one team's view over 20 clusters × 50 pods and 50 × 500, all well and with one cluster dead",
  goal: "at most 0.1 of Backstage's time and bytes; with a dead cluster at most 1.2 of our own time without",
  async run(say) {
    const sides: Record<string, Figures> = {};
    const ratios: Record<string, Figures> = {};
    for (const size of SIZES) {
      const label = `${size.clusters}x${size.pods}`;
      const { well, dead } = await measureSize(size, (text) => say(`${label}: ${text}`));
      say(`${label}: ${JSON.stringify({ well, dead })}`);
      sides[`wheelhouse ${label}`] = figuresOf(well.ours, dead.ours);
      sides[`backstage ${label}`] = figuresOf(well.theirs, dead.theirs);
      ratios[`backstage ${label}`] = {
        p50Ms: ratio(well.ours.p50Ms, well.theirs.p50Ms),
        bytes: ratio(well.ours.bytes, well.theirs.bytes),
        oneDeadP50Ms: ratio(dead.ours.p50Ms, dead.theirs.p50Ms),
      };
      ratios[`wheelhouse without the dead cluster ${label}`] = { p50Ms: ratio(dead.ours.p50Ms, well.ours.p50Ms) };
    }
    return { sides, ratios } satisfies BenchResult;
  },
};

async function measureSize(size: Size, say: (text: string) => void): Promise<{ well: Measured; dead: Measured }> {
  say("starting the clusters");
  const script = fileURLToPath(new URL("./lib/serve-fleet.ts", import.meta.url));
  const args = [script, String(size.clusters), String(size.pods)];
  const fleet = await startProcess("The clusters", args, { cwd: ROOT, env: process.env });
  const clusters = fleet.ready.clusters as (Cluster & { kubeconfig: string })[];
  try {
    say("registering them, and reading them for the first time");
    const portal = await startPortal(clusters);
    const backstage = await startBackstage(clusters, NAMESPACE);
    try {
      await untilFilled(portal, size);
      say("measuring, all well");
      const well = await measure(portal, backstage.url, size);
      await kill(fleet.child);
      await untilStale(portal);
      say("measuring, one cluster dead");
      return { well, dead: await measure(portal, backstage.url, { ...size, theirRuns: 1 }) };
    } finally {
      portal.stop();
      backstage.stop();
    }
  } finally {
    fleet.child.kill("SIGTERM");
  }
}

async function measure(portal: Portal, url: string, size: { ourRuns: number; theirRuns: number }): Promise<Measured> {
  const headers = { "content-type": "application/json", "accept-encoding": "identity" };
  const ours = await timeRequests(size.ourRuns, LIMIT_MS, (signal) => home(portal, signal));
  const theirs = await timeRequests(size.theirRuns, LIMIT_MS, (signal) =>
    fetch(url, { method: "POST", headers, body: QUERY, signal }),
  );
  if (ours.status !== 200) throw new Error(`Wheelhouse answered ${ours.status}.`);
  return { ours, theirs };
}

function home(portal: Portal, signal?: AbortSignal): Promise<Response> {
  const headers = { cookie: portal.cookie, "accept-encoding": "identity" };
  return fetch(`${portal.base}/api/home`, { headers, signal });
}

type Home = { counts: { pods: number }; failures: unknown[] };

async function untilFilled(portal: Portal, { clusters, pods }: Size): Promise<void> {
  await until(portal, (answer) => answer.counts.pods === clusters * pods, "hold every pod");
}

async function untilStale(portal: Portal): Promise<void> {
  await until(portal, (answer) => answer.failures.length === 1, "notice the dead cluster");
}

async function until(portal: Portal, holds: (answer: Home) => boolean, what: string): Promise<void> {
  const deadline = performance.now() + FILLED_MS;
  while (performance.now() < deadline) {
    if (holds((await (await home(portal)).json()) as Home)) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`Wheelhouse did not ${what} within ${FILLED_MS / 1000} s.`);
}

function kill(child: import("node:child_process").ChildProcess): Promise<void> {
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error("The clusters have no line to be told on.");
  const answered = new Promise<void>((resolve, reject) => {
    createInterface({ input: stdout }).once("line", () => resolve());
    child.once("exit", () => reject(new Error("The clusters ended by themselves.")));
  });
  stdin.write("kill\n");
  return answered;
}

function figuresOf(well: Timed, dead: Timed): Figures {
  return {
    p50Ms: well.p50Ms,
    p99Ms: well.p99Ms,
    bytes: well.bytes,
    oneDeadP50Ms: dead.p50Ms,
    oneDeadBytes: dead.bytes,
  };
}

function ratio(ours: number, theirs: number): number {
  return Number((ours / theirs).toPrecision(3));
}
