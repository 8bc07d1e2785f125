import type { z } from "zod";
import { type FieldProblem, failure } from "#lib/core/errors";

/**
 * Parses input by a schema.
 * @param where what a problem of the whole value is called: "body", "query"
 * @throws `bad_input` that names each field and its rule, never the value given
 */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => toFieldProblem(issue, where));
  const first = fields[0];
  throw failure("bad_input", first ? `${first.field}: ${first.rule}` : undefined, { fields });
}

function toFieldProblem(issue: z.core.$ZodIssue, where: string): FieldProblem {
  const field = issue.path.length > 0 ? issue.path.join(".") : where;
  if (issue.code === "unrecognized_keys") return { field, rule: `has unknown fields: ${listKeys(issue.keys)}` };
  return { field, rule: issue.message };
}

/** Field names are not secret, but a stranger chose them: few and short. */
function listKeys(keys: readonly string[]): string {
  return keys
    .slice(0, 5)
    .map((key) => key.slice(0, 40))
    .join(", ");
}
