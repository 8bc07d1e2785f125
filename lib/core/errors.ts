/**
 * The one error table: code → HTTP status → what a person reads when nothing more precise is known.
 * Errors cross module instances (pages, routes and the server load their own copies), so they are told apart by
 * `code`, never by `instanceof`.
 */
export const ERROR_TABLE = {
  bad_input: { status: 400, sentence: "The request is not valid." },
  not_signed_in: { status: 401, sentence: "Sign in to continue." },
  forbidden: { status: 403, sentence: "You do not have access to this." },
  not_found: { status: 404, sentence: "This does not exist, or you do not have access to it." },
  conflict: { status: 409, sentence: "This was changed by somebody else in the meantime." },
  too_large: { status: 413, sentence: "The request is too large." },
  too_many_requests: { status: 429, sentence: "Too many attempts. Wait a moment and try again." },
  client_closed: { status: 499, sentence: "The request was cancelled." },
  internal: { status: 500, sentence: "Something went wrong on our side." },
  cluster_refused: { status: 502, sentence: "The cluster refused the request." },
  cluster_unreachable: { status: 503, sentence: "The cluster does not answer." },
  unavailable: { status: 503, sentence: "Wheelhouse is not ready yet." },
  cluster_timeout: { status: 504, sentence: "The cluster did not answer in time." },
} as const satisfies Record<string, { status: number; sentence: string }>;

export type ErrorCode = keyof typeof ERROR_TABLE;

/** What was wrong with one input: which field, which rule, and a value that would be right. Never the value given. */
export type FieldProblem = { field: string; rule: string; example?: string };

export type WheelhouseError = Error & {
  readonly wheelhouse: true;
  readonly code: ErrorCode;
  readonly fields: readonly FieldProblem[];
};

/** Makes an error of the table. `message` replaces the table's sentence and is shown to people: no secrets in it. */
export function failure(
  code: ErrorCode,
  message: string = ERROR_TABLE[code].sentence,
  options: { fields?: readonly FieldProblem[]; cause?: unknown } = {},
): WheelhouseError {
  const error = new Error(message, { cause: options.cause });
  return Object.assign(error, { wheelhouse: true as const, code, fields: options.fields ?? [] });
}

/** Bad input for one field. */
export function badField(field: string, rule: string, example?: string): WheelhouseError {
  return failure("bad_input", `${field}: ${rule}`, { fields: [{ field, rule, example }] });
}

export function isWheelhouseError(error: unknown): error is WheelhouseError {
  return error instanceof Object && "wheelhouse" in error && error.wheelhouse === true;
}

export function hasCode(error: unknown, code: ErrorCode): boolean {
  return isWheelhouseError(error) && error.code === code;
}

/** The body of every error answer. */
export type Problem = {
  error: { code: ErrorCode; message: string; requestId: string; fields: readonly FieldProblem[] };
};

/** Maps any thrown value to a status and a body. What is not of the table is masked: its text may hold secrets. */
export function toProblem(error: unknown, requestId: string): { status: number; body: Problem } {
  const known = isWheelhouseError(error) ? error : failure("internal");
  return {
    status: ERROR_TABLE[known.code].status,
    body: { error: { code: known.code, message: known.message, requestId, fields: known.fields } },
  };
}
