export type Latency = { add(ms: number): void; value(): number | undefined };

/** Exponentially weighted mean with the weight that TCP gives a new round trip (RFC 6298: 1/8). */
export function createLatency(): Latency {
  let mean: number | undefined;
  return {
    add: (ms) => {
      mean = mean === undefined ? ms : mean + (ms - mean) / 8;
    },
    value: () => mean,
  };
}
