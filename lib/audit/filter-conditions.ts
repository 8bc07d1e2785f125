import { type FilterTerm, parseFilter } from "#lib/core/parse-filter";
import { Prisma } from "#lib/db/generated/client";
import { actionsThatSay, outcomesThatSay } from "./format.ts";
import { AUDIT_FIELDS, type AuditField } from "./schemas.ts";

export type FilterOptions = {
  /** Whether people may be found by their e-mail address, which rows do not show. */
  readonly emails: boolean;
};

type Matcher = (pattern: string, options: FilterOptions) => Prisma.Sql;

const MATCHERS: Readonly<Record<AuditField, Matcher>> = {
  who: (pattern, { emails }) =>
    emails && pattern.includes("@")
      ? Prisma.sql`a.actor_id IN (SELECT u.id FROM users u WHERE u.email ILIKE ${pattern})`
      : Prisma.sql`a.actor_name ILIKE ${pattern}`,
  action: (pattern) => Prisma.sql`a.action ILIKE ${pattern} OR a.action ILIKE ${`${pattern}.%`}`,
  target: (pattern) => Prisma.sql`a.target_name ILIKE ${pattern}`,
  outcome: (pattern) => Prisma.sql`a.result ILIKE ${pattern.toLowerCase() === "unfinished" ? "allowed" : pattern}`,
  cluster: (pattern) => Prisma.sql`c.slug ILIKE ${pattern}`,
  namespace: (pattern) => Prisma.sql`a.namespace ILIKE ${pattern}`,
  team: (pattern) => Prisma.sql`t.slug ILIKE ${pattern}`,
  request: (pattern) => Prisma.sql`a.request_id ILIKE ${pattern}`,
};
const FIELDS: ReadonlySet<string> = new Set(AUDIT_FIELDS);

/** The conditions of a filter text on `audit_events a`, `clusters c` and `teams t`: all of them must hold. */
export function filterConditions(text: string, options: FilterOptions): Prisma.Sql[] {
  return parseFilter(text, FIELDS).map((term) => {
    const each = term.values.map((value) => matchValue(term, value, options));
    const any = Prisma.sql`(${Prisma.join(each, " OR ")})`;
    // A row without a cluster is not of that cluster: NULL must count as no.
    return term.negated ? Prisma.sql`${any} IS NOT TRUE` : any;
  });
}

function matchValue(term: FilterTerm, value: string, options: FilterOptions): Prisma.Sql {
  if (term.key !== undefined) return MATCHERS[term.key as AuditField](toPattern(value), options);
  const said = actionsThatSay(value);
  const contains = Prisma.sql`concat_ws(' ', a.actor_name, a.action, a.target_name, a.namespace, c.slug, t.slug,
    a.request_id, a.detail->>'email') ILIKE ${`%${escapePattern(value)}%`}`;
  const outcomes = outcomesThatSay(value);
  return Prisma.sql`${contains}
    ${said.length === 0 ? Prisma.empty : Prisma.sql`OR a.action IN (${Prisma.join(said)})`}
    ${outcomes.length === 0 ? Prisma.empty : Prisma.sql`OR a.result IN (${Prisma.join(outcomes)})`}`;
}

/** `pay*` as a pattern of the database. */
function toPattern(value: string): string {
  return escapePattern(value).replaceAll("*", "%");
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\%_]/g, "\\$&");
}
