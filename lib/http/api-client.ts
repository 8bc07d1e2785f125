import { ERROR_TABLE, type ErrorCode, type FieldProblem, type Problem } from "#lib/core/errors";

/** An error answer of our own API, as the browser sees it. */
export type ApiError = Error & {
  readonly apiError: true;
  /** 0 when no answer came at all. */
  readonly status: number;
  readonly code: ErrorCode;
  readonly requestId: string | undefined;
  readonly fields: readonly FieldProblem[];
};

export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && "apiError" in error && error.apiError === true;
}

/** `GET url` as JSON. @throws ApiError */
export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  return call<T>(url, { headers: { accept: "application/json" }, signal });
}

/**
 * Sends an unsafe request with a JSON body. Answers undefined for 204.
 * @throws ApiError
 */
export async function sendJson<T>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  url: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json", "x-wheelhouse": "1" };
  if (body !== undefined) headers["content-type"] = "application/json";
  return call<T>(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal });
}

async function call<T>(url: string, init: RequestInit): Promise<T> {
  const response = await fetch(url, { ...init, cache: "no-store", credentials: "same-origin" }).catch((cause) => {
    if (init.signal?.aborted) throw cause;
    throw apiError(0, {
      code: "unavailable",
      message: "Wheelhouse does not answer.",
      requestId: undefined,
      fields: [],
    });
  });
  if (response.status === 204) return undefined as T;
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok && body !== undefined) return body as T;
  throw apiError(response.status, readProblem(body));
}

type ProblemFacts = Omit<Problem["error"], "requestId"> & { requestId: string | undefined };

function readProblem(body: unknown): ProblemFacts {
  const error = body instanceof Object && "error" in body ? (body as Problem).error : undefined;
  if (error && error.code in ERROR_TABLE) return error;
  return { code: "internal", message: ERROR_TABLE.internal.sentence, requestId: undefined, fields: [] };
}

function apiError(status: number, facts: ProblemFacts): ApiError {
  return Object.assign(new Error(facts.message), {
    apiError: true as const,
    status,
    code: facts.code,
    requestId: facts.requestId,
    fields: facts.fields,
  });
}
