import type { BenchResult, Figures, Side } from "./bench.ts";
import type { MeasuredPortal, Pair } from "./measure-portal.ts";
import { quantile, type Timed } from "./time-requests.ts";

type Measured = { readonly ours: MeasuredPortal; readonly theirs: { readonly view: Timed; readonly dead: Timed } };

/** The figures of one size. What was not measured is absent or said in words, never a number. Pure. */
export function firstViewFigures(label: string, { ours, theirs }: Measured): BenchResult {
  const { view, pairs, filledMs } = ours;
  const well = middle(pairs.map((pair) => pair.well.p50Ms));
  const dead = middle(pairs.map((pair) => pair.dead.p50Ms));
  const noticedMs = middle(pairs.map((pair) => pair.noticedMs));
  const bytes = pairs.at(-1)?.dead.bytes;
  return {
    sides: {
      [`wheelhouse ${label}`]: side({
        ...{ filledMs: Math.round(filledMs), ...view },
        ...{ blockP50Ms: well, oneDeadP50Ms: dead, oneDeadBytes: bytes, noticedMs },
        failed: view.failed ?? pairs.map(failureOf).find((failed) => failed !== undefined),
      }),
      [`backstage ${label}`]: side({ ...theirs.view, ...renamed(theirs.dead) }),
    },
    ratios: {
      [`backstage ${label}`]: figures({
        firstMs: ratio(view.firstMs, theirs.view.firstMs),
        p50Ms: ratio(view.p50Ms, theirs.view.p50Ms),
        bytes: ratio(view.bytes, theirs.view.bytes),
        oneDeadP50Ms: ratio(dead, theirs.dead.p50Ms),
      }),
      [`wheelhouse without the dead cluster ${label}`]: deadToWell(pairs),
    },
  };
}

/** Each pair is compared in itself, as the machine's other load changes. `noise`: how far blocks with all well differ. */
function deadToWell(pairs: readonly Pair[]): Figures {
  const ratios = pairs.map(({ well, dead }) => ratio(dead.p50Ms, well.p50Ms)).filter((one) => one !== undefined);
  const wells = pairs.map(({ well }) => well.p50Ms).filter((one) => one !== undefined);
  if (ratios.length === 0) return {};
  return figures({
    ...{ p50Ms: middle(ratios), least: Math.min(...ratios), most: Math.max(...ratios) },
    noise: ratio(Math.max(...wells), Math.min(...wells)),
  });
}

function failureOf({ well, dead }: Pair): string | undefined {
  if (well.timedOut || dead.timedOut) return "a block was not answered in time";
  return well.failed ?? dead.failed;
}

function renamed(dead: Timed): Record<string, number | true | string | undefined> {
  return {
    oneDeadP50Ms: dead.p50Ms,
    oneDeadBytes: dead.bytes,
    oneDeadIncomplete: dead.incomplete,
    oneDeadTimedOut: dead.timedOut,
    oneDeadFailed: dead.failed,
  };
}

function middle(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Number(quantile(known, 0.5).toFixed(2));
}

function ratio(ours: number | undefined, theirs: number | undefined): number | undefined {
  return ours === undefined || theirs === undefined ? undefined : Number((ours / theirs).toPrecision(3));
}

function side(values: Readonly<Record<string, number | true | string | undefined>>): Side {
  return known(values);
}

function figures(values: Readonly<Record<string, number | undefined>>): Figures {
  return known(values);
}

function known<T>(values: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, T] => entry[1] !== undefined));
}
