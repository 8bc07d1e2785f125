import { Prisma } from "#lib/db/generated/client";

/** A row of the audit as its query joins it. */
export type JoinedEvent = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly seq: bigint;
  readonly at: Date;
  readonly action: string;
};

type Check = (event: JoinedEvent, values: readonly unknown[]) => boolean;

/** Every condition that the query of the audit may hold, by its text; each `?` is the next value. */
const CONDITIONS: readonly (readonly [RegExp, Check])[] = [
  [/^TRUE/, () => true],
  [/^a\.actor_id = \?::uuid/, (event, [id]) => event.actor_id === id],
  [
    /^\(a\.actor_id = \?::uuid OR a\.team_id IN \(\?::uuid(,\?::uuid)*\)\)/,
    (event, [id, ...teams]) => event.actor_id === id || teams.includes(event.team_id),
  ],
  // The patterns of this test are plain names.
  [/^\(t\.slug ILIKE \?\)/, (event, [slug]) => event.team_slug === slug],
  [/^\(c\.slug ILIKE \?\)/, (event, [slug]) => event.cluster_slug === slug],
  [/^\(a\.actor_name ILIKE \?\)/, (event, [name]) => event.actor_name === name],
  [/^a\.id = \?::uuid/, (event, [id]) => event.id === id],
  [/^a\.seq < \?/, (event, [seq]) => event.seq < (seq as bigint)],
  [/^a\.seq > \?/, (event, [seq]) => event.seq > (seq as bigint)],
  [/^\(a\.id = \?::uuid OR \(a\.phase = 'outcome' AND a\.intent_id = \?::uuid\)\)/, (event, [id]) => event.id === id],
  // None of the rows is an intent.
  [/^\(a\.phase <> 'intent' OR NOT EXISTS \([^)]*\)\)/, () => true],
];

/**
 * For tests: answers the questions of `list-audit.ts` in SQL from rows in memory, the newest first. It takes the
 * conditions as they stand there, so that a verb that forgets one gets more rows.
 * @throws for a condition that it does not know
 */
export function auditQuery(events: readonly JoinedEvent[]) {
  return async (strings: readonly string[], ...given: unknown[]): Promise<JoinedEvent[]> => {
    const sql = Prisma.sql(strings, ...given);
    const text = sql.strings.join("?").replaceAll(/\s+/g, " ");
    // No world has as many rows as one question looks at.
    if (text.endsWith(" LIMIT 1 OFFSET ?")) return [];
    const [, where = "", limited] =
      /FROM audit_events a .*?WHERE (.*?)( ORDER BY a\.seq DESC LIMIT \?)?$/.exec(text) ?? [];
    const checks = parse(where, sql.values);
    const found = events.filter((event) => checks.every((check) => check(event)));
    const ordered = found.toSorted((a, b) => Number(b.seq - a.seq));
    return limited === undefined ? ordered : ordered.slice(0, Number(sql.values.at(-1)));
  };
}

function parse(where: string, values: readonly unknown[]): ((event: JoinedEvent) => boolean)[] {
  const [text = "", check] =
    CONDITIONS.map(([form, test]) => [form.exec(where)?.[0], test] as const).find(([found]) => found) ?? [];
  if (!check) throw new Error(`The audit of this test does not know the condition ${where}.`);
  const count = text.split("?").length - 1;
  const mine = values.slice(0, count);
  const rest = where.slice(text.length);
  const others = rest.trim() === "" ? [] : parse(rest.replace(/^ AND /, ""), values.slice(count));
  return [(event) => check(event, mine), ...others];
}
