const WIDTH = 56;
const HEIGHT = 16;
const PAD = 1.5;

/**
 * A line without axes, for a cell of a table: equal steps, the newest on the right, dotted where a value is not known.
 * Decoration beside a number that says the same; screen readers pass over it.
 */
export function Sparkline({ values, className }: { values: readonly (number | null)[]; className?: string }) {
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const x = (at: number) => PAD + (at / Math.max(1, values.length - 1)) * (WIDTH - 2 * PAD);
  const y = (value: number) => HEIGHT - PAD - (value / most) * (HEIGHT - 2 * PAD);
  const points = values.map((value, at) => (value === null ? undefined : `${x(at).toFixed(1)} ${y(value).toFixed(1)}`));
  const unknown = { first: values.indexOf(null), last: values.lastIndexOf(null) };
  return (
    <svg aria-hidden width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={className}>
      {unknown.first >= 0 && (
        <path
          d={`M${x(unknown.first)} ${y(0)}H${x(unknown.last) + 0.1}`}
          className="stroke-current opacity-60"
          strokeDasharray="1 3"
        />
      )}
      <path
        d={linesThrough(points)}
        fill="none"
        className="stroke-current"
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** One line for each run of known points; a point between two gaps is a line of no length, which round ends make a dot. */
function linesThrough(points: readonly (string | undefined)[]): string {
  return points
    .map((point, at) => {
      if (point === undefined) return "";
      if (points[at - 1] !== undefined) return `L${point}`;
      return points[at + 1] === undefined ? `M${point}h0` : `M${point}`;
    })
    .join("");
}
