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

/** The largest ratio of ours to a peer's that is good enough. */
export type Goal = {
  /** How the names of the peers begin, one for each size. */
  readonly peer: string;
  readonly figure: string;
  readonly atMost: number;
  /** The figure that says how much the run itself scatters; less than that cannot be told. */
  readonly unlessWithin?: string;
};

export type Bench = {
  readonly name: string;
  /** One line for the list. */
  readonly summary: string;
  /** What the ratios should be; a run that misses one ends with status 1. */
  readonly goals: readonly Goal[];
  /** Measures all sides. `say` tells a person how far it is. */
  run(say: (text: string) => void): Promise<BenchResult>;
};
