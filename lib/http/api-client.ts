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

/** The header of what a page asks for by itself. */
export const BACKGROUND = "x-wheelhouse-background";

/** The same for what nobody asked for: it does not keep the session alive. @throws ApiError */
export async function lookAgain<T>(url: string, signal?: AbortSignal): Promise<T> {
  return call<T>(url, { headers: { accept: "application/json", [BACKGROUND]: "1" }, signal });
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
  const response = await callApi(url, init);
  if (response.status === 204) return undefined as T;
  const body: unknown = await response.json().catch(() => undefined);
  if (body === undefined) throw toApiError(response.status, body);
  return body as T;
}

/** Asks our own API. @throws ApiError for anything but a good answer; the signal's reason */
export async function callApi(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...init, cache: "no-store", credentials: "same-origin" }).catch((cause) => {
    if (init.signal?.aborted) throw cause;
    throw toApiError(0, { error: { code: "unavailable", message: "Wheelhouse does not answer.", fields: [] } });
  });
  if (response.ok) return response;
  throw toApiError(response.status, await response.json().catch(() => undefined));
}

/** An error of a body, whatever it holds. @param status 0 when no whole answer came */
export function toApiError(status: number, body: unknown): ApiError {
  const { code, message, requestId, fields } = readProblem(body);
  return Object.assign(new Error(message), { apiError: true as const, status, code, requestId, fields });
}

type ProblemFacts = Omit<Problem["error"], "requestId"> & { requestId?: string };

function readProblem(body: unknown): ProblemFacts {
  const error = body instanceof Object && "error" in body ? (body as Problem).error : undefined;
  if (error && error.code in ERROR_TABLE) return error;
  return { code: "internal", message: ERROR_TABLE.internal.sentence, fields: [] };
}
