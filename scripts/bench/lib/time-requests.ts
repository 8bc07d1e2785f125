/** Figures of one series of requests, or why there are none. Times in milliseconds. */
export type Timed = {
  /** The first request of the series, before anything is warm. */
  readonly firstMs?: number;
  readonly p50Ms?: number;
  /** Only with at least a hundred runs. */
  readonly p99Ms?: number;
  /** Size of the last body without compression, as neither side compresses here. */
  readonly bytes?: number;
  /** What the last incomplete answer lacked; the figures then stand for less than was asked for. */
  readonly incomplete?: string;
  readonly timedOut?: true;
  readonly failed?: string;
};

export type Series = {
  /** Requests that are counted. */
  readonly runs: number;
  /** Requests before them that are not. */
  readonly warmUps: number;
  /** A request that takes longer ends the series. */
  readonly limitMs: number;
  readonly send: (signal: AbortSignal) => Promise<Response>;
  /** What is wrong with a body that should hold everything. */
  readonly problemOf: (body: Uint8Array) => string | undefined;
  /** What a body lacks that counts all the same. Without it only whole answers count. */
  readonly lackOf?: (body: Uint8Array) => string | undefined;
};

type Sample = { readonly ms: number; readonly bytes: number; readonly lack: string | undefined };

/** The same request again and again, one after the other, each body read to its end and checked. */
export async function timeRequests(series: Series): Promise<Timed> {
  const samples: Sample[] = [];
  for (let run = 0; run < series.warmUps + series.runs; run++) {
    const sample = await timeOne(series);
    if (!("ms" in sample)) return sample;
    samples.push(sample);
  }
  const times = samples.slice(series.warmUps).map(({ ms }) => ms);
  return {
    firstMs: rounded(samples[0]?.ms),
    p50Ms: rounded(quantile(times, 0.5)),
    ...(times.length >= 100 && { p99Ms: rounded(quantile(times, 0.99)) }),
    bytes: samples.at(-1)?.bytes,
    incomplete: samples.findLast(({ lack }) => lack !== undefined)?.lack,
  };
}

async function timeOne({ send, limitMs, problemOf, lackOf }: Series): Promise<Sample | Timed> {
  const started = performance.now();
  try {
    const answer = await send(AbortSignal.timeout(limitMs));
    const body = new Uint8Array(await answer.arrayBuffer());
    const ms = performance.now() - started;
    if (answer.status !== 200) return { failed: `answered ${answer.status}` };
    const failed = problemOf(body);
    return failed === undefined ? { ms, bytes: body.byteLength, lack: lackOf?.(body) } : { failed };
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") return { timedOut: true };
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

/** @param part 0.5 for the median */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function rounded(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Number(ms.toFixed(2));
}
