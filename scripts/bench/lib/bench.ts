/** Figures of one side, by what they measure; the name ends with the unit: `residentBytesPerPod`. Absent: not known. */
export type Figures = Readonly<Record<string, number>>;

/** Figures, and words on what could not be measured: `timedOut: true`, `failed: "answered 500"`. */
export type Side = Readonly<Record<string, number | true | string>>;

export type BenchResult = {
  /** Each way of doing the work, ours first. */
  readonly sides: Readonly<Record<string, Side>>;
  /** Ours divided by each peer's, by peer and figure. All measured in this run. */
  readonly ratios: Readonly<Record<string, Figures>>;
};

export type Bench = {
  readonly name: string;
  /** One line for the list. */
  readonly summary: string;
  /** What the figures should be, in words. */
  readonly goal: string;
  /** Measures all sides. `say` tells a person how far it is. */
  run(say: (text: string) => void): Promise<BenchResult>;
};
