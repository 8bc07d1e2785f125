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
  const unknown = { first: values.indexOf(null), last: values.lastIndexOf(null) };
  return (
    <svg aria-hidden width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={className}>
      {unknown.first >= 0 && (
        <path
          d={`M${x(Math.max(0, unknown.first - 1))} ${y(0)}H${x(Math.min(values.length - 1, unknown.last + 1))}`}
          className="stroke-current opacity-60"
          strokeDasharray="1 2"
        />
      )}
      <path d={linesThrough(points)} fill="none" className="stroke-current" strokeWidth={1.5} strokeLinejoin="round" />
      {alone.map((point) => point && <circle key={point.x} cx={point.x} cy={point.y} r={2} className="fill-current" />)}
    </svg>
  );
}

type Point = { readonly x: number; readonly y: number };

/** One line for each run of known points; what stands alone between two gaps is a dot. */
function linesThrough(points: readonly (Point | undefined)[]): string {
  return points
    .map((point, at) => (point ? `${points[at - 1] ? "L" : "M"}${point.x.toFixed(1)} ${point.y.toFixed(1)}` : ""))
    .join("");
}
