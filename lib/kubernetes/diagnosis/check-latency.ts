import type { Check } from "./diagnosis-context.ts";

const SLOW_MS = 500;

/** Median round trip of three small requests over the open connection. */
export const checkLatency: Check = async ({ connection, clock, signal }) => {
  const times: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    const sentAt = clock.monotonic();
    await connection.request({ method: "GET", path: "/version", signal });
    times.push(clock.monotonic() - sentAt);
  }
  const latencyMs = times.sort((a, b) => a - b)[1] ?? 0;
  const sentence = `The API server answers in ${latencyMs < 10 ? latencyMs.toFixed(1) : Math.round(latencyMs)} ms.`;
  const facts = { latencyMs };
  if (latencyMs < SLOW_MS) return { state: "ok", sentence, facts };
  return { state: "warning", sentence, fix: "Logs and terminals will feel slow over this line.", facts };
};
