import type { BenchFleet } from "./bench-fleet.ts";
import { type Portal, startPortal } from "./start-portal.ts";
import { type Timed, timeRequests } from "./time-requests.ts";

export type PortalSize = {
  readonly clusters: number;
  readonly pods: number;
  readonly runs: number;
  readonly warmUps: number;
  /** Pairs of blocks of `runs` requests: all well, then one cluster dead. */
  readonly pairs: number;
};

/** One block with all clusters well and one with the last one dead, one right after the other in the same process. */
export type Pair = { readonly well: Timed; readonly dead: Timed; readonly noticedMs: number };

export type MeasuredPortal = {
  /** From when the process is ready until every pod is in memory. */
  readonly filledMs: number;
  readonly view: Timed;
  readonly pairs: readonly Pair[];
};

const LIMIT_MS = 20_000;
const PATIENCE_MS = 180_000;

/** Our first screen, in a fresh process. Nothing else that is measured runs meanwhile. */
export async function measurePortal(
  fleet: BenchFleet,
  size: PortalSize,
  say: (text: string) => void,
): Promise<MeasuredPortal> {
  say("registering the clusters");
  const portal = await startPortal(fleet.clusters);
  try {
    const all = size.clusters * size.pods;
    const filledMs = await until("hold every pod", async () => (await cachedPods(portal)) === all);
    say("the first view");
    const view = await block(portal, size);
    const pairs: Pair[] = [];
    for (let at = 0; at < size.pairs; at++) pairs.push(await measurePair(fleet, portal, size, say));
    return { filledMs, view, pairs };
  } finally {
    await portal.stop();
  }
}

async function measurePair(
  fleet: BenchFleet,
  portal: Portal,
  size: PortalSize,
  say: (text: string) => void,
): Promise<Pair> {
  await until("see every cluster live", async () => (await home(portal)).failures.length === 0);
  say("a block with all well");
  const well = await block(portal, size);
  await fleet.tell("kill");
  const noticedMs = await until("notice the dead cluster", async () => (await home(portal)).failures.length === 1);
  say(`a block with one cluster dead, noticed after ${Math.round(noticedMs)} ms`);
  const dead = await block(portal, size);
  await fleet.tell("revive");
  return { well, dead, noticedMs };
}

function block(portal: Portal, { clusters, pods, runs, warmUps }: PortalSize): Promise<Timed> {
  return timeRequests({
    runs,
    warmUps,
    limitMs: LIMIT_MS,
    send: (signal) => request(portal, signal),
    // A dead cluster keeps its pods, marked stale: the answer holds as many, in other words.
    problemOf: (body) => {
      const seen = (JSON.parse(Buffer.from(body).toString()) as Home).counts.pods;
      return seen === clusters * pods ? undefined : `answered ${seen} of ${clusters * pods} pods`;
    },
  });
}

type Home = { counts: { pods: number }; failures: unknown[] };

function request(portal: Portal, signal?: AbortSignal): Promise<Response> {
  const headers = { cookie: portal.cookie, "accept-encoding": "identity" };
  return fetch(`${portal.base}/api/home`, { headers, signal });
}

async function home(portal: Portal): Promise<Home> {
  return (await (await request(portal)).json()) as Home;
}

/** Asked of the metrics, so that the first view is really the first. */
async function cachedPods(portal: Portal): Promise<number> {
  const text = await (await fetch(`${portal.base}/metrics`)).text();
  return Number(/^wheelhouse_cache_rows\{kind="Pod"\} (\d+)/m.exec(text)?.[1] ?? 0);
}

async function until(what: string, holds: () => Promise<boolean>): Promise<number> {
  const started = performance.now();
  while (!(await holds())) {
    if (performance.now() - started > PATIENCE_MS)
      throw new Error(`Wheelhouse did not ${what} within ${PATIENCE_MS / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return performance.now() - started;
}
