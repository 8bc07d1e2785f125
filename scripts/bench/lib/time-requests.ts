export type Timed = { readonly p50Ms: number; readonly p99Ms: number; readonly bytes: number; readonly status: number };

/**
 * The same request again and again, one after the other, each body read to its end. `bytes` is the body's size without
 * compression, as neither side compresses here.
 * @param limitMs a request that takes longer is ended and counts as this long
 */
export async function timeRequests(
  runs: number,
  limitMs: number,
  send: (signal: AbortSignal) => Promise<Response>,
): Promise<Timed> {
  const times: number[] = [];
  let bytes = 0;
  let status = 0;
  for (let run = -1; run < runs; run++) {
    const started = performance.now();
    const answer = await send(AbortSignal.timeout(limitMs)).catch(() => undefined);
    bytes = (await answer?.arrayBuffer().catch(() => undefined))?.byteLength ?? 0;
    status = answer?.status ?? 0;
    // The first request warms both sides up.
    if (run >= 0) times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN;
  return { p50Ms: Number(at(0.5).toFixed(2)), p99Ms: Number(at(0.99).toFixed(2)), bytes, status };
}
