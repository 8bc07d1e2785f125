type Field = { min: number; max: number };

const FIELDS: Field[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12 },
  { min: 0, max: 6 },
];

const MACROS: Record<string, string> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
};

function parseField(text: string, { min, max }: Field): Set<number> | undefined {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) return undefined;
    const from = match[1] === undefined ? min : Number(match[1]);
    const to = match[2] === undefined ? (match[1] === undefined || match[3] ? max : from) : Number(match[2]);
    for (let value = from; value <= to; value += Number(match[3] ?? 1))
      values.add(value === 7 && max === 6 ? 0 : value);
  }
  return values;
}

/** Parses five-field cron text (UTC); undefined when it is none. */
function parseSchedule(text: string): Set<number>[] | undefined {
  const parts = (MACROS[text] ?? text).trim().split(/\s+/);
  if (parts.length !== 5) return undefined;
  const fields = parts.map((part, index) => parseField(part, FIELDS[index] as Field));
  return fields.every((field) => field !== undefined) ? (fields as Set<number>[]) : undefined;
}

/** The first time after `from` (milliseconds) that a schedule names, within a year; undefined when there is none. */
export function nextRun(schedule: string, from: number): number | undefined {
  const fields = parseSchedule(schedule);
  if (!fields) return undefined;
  const [minutes, hours, days, months, weekdays] = fields as [
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
  ];
  let time = Math.floor(from / 60_000) * 60_000 + 60_000;
  for (const end = from + 366 * 86_400_000; time < end; ) {
    const date = new Date(time);
    const isDay = months.has(date.getUTCMonth() + 1) && days.has(date.getUTCDate()) && weekdays.has(date.getUTCDay());
    if (!isDay) time = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 1);
    else if (!hours.has(date.getUTCHours())) time = Math.floor(time / 3_600_000) * 3_600_000 + 3_600_000;
    else if (!minutes.has(date.getUTCMinutes())) time += 60_000;
    else return time;
  }
  return undefined;
}
