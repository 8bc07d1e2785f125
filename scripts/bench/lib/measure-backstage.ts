import type { BenchFleet } from "./bench-fleet.ts";
import { startBackstage } from "./start-backstage.ts";
import { NAMESPACE } from "./team-scenario.ts";
import { type Timed, timeRequests } from "./time-requests.ts";

export type BackstageSize = {
  readonly clusters: number;
  readonly pods: number;
  readonly runs: number;
  readonly warmUps: number;
  readonly limitMs: number;
};

const QUERY = JSON.stringify({ entityRef: "component:default/x", auth: {} });
/** Once in each pod, and once more in its metrics. Counted in bytes: answers can be larger than JSON.parse takes. */
const POD = Buffer.from('"podIP":"');
const POD_OF_METRICS = Buffer.from('{"pod":{"');
const ERROR = Buffer.from('"errorType":"');

/** Backstage's Kubernetes backend in a fresh process: the same view, warmed up as ours, then with one cluster dead. */
export async function measureBackstage(
  fleet: BenchFleet,
  size: BackstageSize,
  say: (text: string) => void,
): Promise<{ view: Timed; dead: Timed }> {
  const { url, stop } = await startBackstage(fleet.clusters, NAMESPACE);
  const headers = { "content-type": "application/json", "accept-encoding": "identity" };
  const time = (runs: number, warmUps: number, pods: number) =>
    timeRequests({
      runs,
      warmUps,
      limitMs: size.limitMs,
      send: (signal) => fetch(url, { method: "POST", headers, body: QUERY, signal }),
      problemOf: (body) => (podsIn(body) > 0 && podsIn(body) <= pods ? undefined : `answered ${podsIn(body)} pods`),
      // It answers 200 without the clusters it could not read: the rest is what its users see, so that is measured.
      lackOf: (body) => (podsIn(body) === pods ? undefined : `${podsIn(body)} of ${pods} pods, ${errorsIn(body)}`),
    });
  try {
    say("Backstage, all well");
    const view = await time(size.runs, size.warmUps, size.clusters * size.pods);
    await fleet.tell("kill");
    say("Backstage, one cluster dead");
    return { view, dead: await time(1, 0, (size.clusters - 1) * size.pods) };
  } finally {
    stop();
    await fleet.tell("revive");
  }
}

function podsIn(body: Uint8Array): number {
  return countOf(body, POD) - countOf(body, POD_OF_METRICS);
}

/** What it says itself of the clusters it lacks: how many errors, and the first of them. */
function errorsIn(body: Uint8Array): string {
  const bytes = bufferOf(body);
  const at = bytes.indexOf(ERROR);
  if (at < 0) return "no error told";
  const first = bytes.subarray(at, bytes.indexOf("}", at)).toString();
  return `${countOf(body, ERROR)} errors, the first: ${first}`;
}

function countOf(body: Uint8Array, part: Buffer): number {
  const bytes = bufferOf(body);
  let count = 0;
  for (let at = bytes.indexOf(part); at >= 0; at = bytes.indexOf(part, at + part.length)) count += 1;
  return count;
}

function bufferOf(body: Uint8Array): Buffer {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}
