const WIDTH = 44;
const HEIGHT = 16;
const PAD = 2;

/**
 * A line without axes, for a cell of a table: equal steps, the newest on the right, dotted where a value is not known.
 * Decoration beside a number that says the same; screen readers pass over it.
 */
export function Sparkline({ values, className }: { values: readonly (number | null)[]; className?: string }) {
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const x = (at: number) => PAD + (at / Math.max(1, values.length - 1)) * (WIDTH - 2 * PAD);
  const y = (value: number) => HEIGHT - PAD - (value / most) * (HEIGHT - 2 * PAD);
  const points = values.map((value, at) => (value === null ? undefined : { x: x(at), y: y(value) }));
  const alone = points.filter((point, at) => point && !points[at - 1] && !points[at + 1]);
  return (
    <svg aria-hidden width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={className}>
      {gapsIn(values).map(({ from, to }) => (
        <path
          key={from}
          d={`M${x(from)} ${y(0)}H${x(to)}`}
          className="stroke-current opacity-60"
          strokeDasharray="1 2"
        />
      ))}
      <path d={linesThrough(points)} fill="none" className="stroke-current" strokeWidth={1.5} strokeLinejoin="round" />
      {alone.map((point) => point && <circle key={point.x} cx={point.x} cy={point.y} r={2} className="fill-current" />)}
    </svg>
  );
}

/** Each run of unknown values, from the known one before it to the one after. */
function gapsIn(values: readonly (number | null)[]): { from: number; to: number }[] {
  return values.flatMap((value, first) => {
    if (value !== null || values[first - 1] === null) return [];
    const next = values.findIndex((one, at) => at > first && one !== null);
    return [{ from: Math.max(0, first - 1), to: next < 0 ? values.length - 1 : next }];
  });
}

type Point = { readonly x: number; readonly y: number };

/** One line for each run of known points; what stands alone between two gaps is a dot. */
function linesThrough(points: readonly (Point | undefined)[]): string {
  return points
    .map((point, at) => (point ? `${points[at - 1] ? "L" : "M"}${point.x.toFixed(1)} ${point.y.toFixed(1)}` : ""))
    .join("");
}
