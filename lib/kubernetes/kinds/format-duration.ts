const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds as a person says them: "12 s", "4 min", "3 h", "2 d", to the nearest; the finer unit up to one and a half. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole === MINUTE) return "1 min";
  if (whole < 1.5 * MINUTE) return `${whole} s`;
  if (whole < 1.5 * HOUR) return `${Math.round(whole / MINUTE)} min`;
  if (whole < 1.5 * DAY) return `${Math.round(whole / HOUR)} h`;
  return `${Math.round(whole / DAY)} d`;
}
