import { hashFraction } from "../../random/seeded-random.ts";
import type { ContainerStatus, Pod } from "../../types/workloads.ts";

const ROUTES = [
  "/healthz",
  "/v1/orders",
  "/v1/orders/83121",
  "/v1/basket",
  "/v1/search?q=lamp",
  "/v1/invoices/2291",
  "/metrics",
];
const NOTES = [
  "cache refreshed",
  "connection pool: 12 of 40 in use",
  "flushed 128 records",
  "configuration reloaded",
  "lease renewed",
];

const LAST_WORDS: Record<string, string[]> = {
  OOMKilled: ['level=warn msg="heap close to limit" used=97%', 'level=warn msg="gc pause" duration=1.82s'],
  Error: [
    'level=error msg="cannot reach database" err="dial tcp 10.96.12.4:5432: connect: connection refused"',
    'level=fatal msg="giving up after 5 attempts"',
  ],
};

/** Milliseconds between two lines of a container. */
const EVERY_MS = 1_700;

export type LogLine = { time: number; text: string };

function line(id: string, index: number, time: number): LogLine {
  const roll = hashFraction(`${id}/${index}`);
  const iso = new Date(time).toISOString();
  if (roll < 0.72) {
    const route = ROUTES[Math.floor(roll * 997) % ROUTES.length];
    const status = roll < 0.02 ? 500 : roll < 0.05 ? 404 : 200;
    return {
      time,
      text: `time=${iso} level=info msg="request" method=GET path=${route} status=${status} duration=${Math.round(roll * 310)}ms`,
    };
  }
  return { time, text: `time=${iso} level=info msg="${NOTES[Math.floor(roll * 877) % NOTES.length]}"` };
}

/** The time span of a container's present or previous run; undefined when there was none. */
export function runOf(
  status: ContainerStatus | undefined,
  previous: boolean,
  now: number,
): { from: number; to: number; end: string } | undefined {
  const state = previous ? status?.lastState : status?.state;
  if (state?.running) return { from: Date.parse(state.running.startedAt), to: now, end: "" };
  const done = state?.terminated ?? (previous ? undefined : status?.lastState.terminated);
  return done ? { from: Date.parse(done.startedAt), to: Date.parse(done.finishedAt), end: done.reason } : undefined;
}

/**
 * The log of one run between two times: the same lines for the same container and time, whenever they are asked for.
 * At most `limit` lines, the latest ones.
 */
export function logLines(
  pod: Pod,
  container: string,
  run: { from: number; to: number; end: string },
  since: number,
  limit: number,
): LogLine[] {
  const id = `${pod.metadata.uid}/${container}/${run.from}`;
  const last = Math.floor((run.to - run.from) / EVERY_MS);
  const first = Math.max(0, Math.ceil((since - run.from) / EVERY_MS), last - limit + 1);
  const lines: LogLine[] = [];
  for (let index = first; index <= last; index += 1) {
    const time = run.from + index * EVERY_MS;
    lines.push(
      index === 0
        ? { time, text: `time=${new Date(time).toISOString()} level=info msg="starting ${container}"` }
        : line(id, index, time),
    );
  }
  for (const words of LAST_WORDS[run.end] ?? [])
    lines.push({ time: run.to, text: `time=${new Date(run.to).toISOString()} ${words}` });
  return lines.slice(-limit);
}

export const LOG_INTERVAL_MS = EVERY_MS;
