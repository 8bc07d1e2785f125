import { actorFromRequest } from "#lib/auth/actor-from-request";
import type { Context } from "#lib/context";
import { failure, toProblem } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { type Runtime, runtime } from "#lib/runtime";
import { checkSameOrigin } from "./check-same-origin.ts";
import type { BodyOf, ParamsOf, QueryOf, ResponseOf, RouteContract } from "./contract.ts";
import { parseInput } from "./parse-input.ts";
import { readJsonBody } from "./read-json-body.ts";
import { isSharedBody, type SharedBody } from "./shared-body.ts";
import { toFailure } from "./to-failure.ts";

/** A public route has no actor; all others have one before the handler runs. */
type ContextOf<C extends RouteContract> = C["access"] extends "public" ? Omit<Context, "actor"> : Context;

export type RouteInput<C extends RouteContract> = {
  readonly ctx: ContextOf<C>;
  readonly params: ParamsOf<C>;
  readonly query: QueryOf<C>;
  readonly body: BodyOf<C>;
};

type Handler<C extends RouteContract> = (
  input: RouteInput<C>,
) => Promise<ResponseOf<C> | SharedBody> | ResponseOf<C> | SharedBody;

/** The shape that Next calls. `contract` lets tests and the OpenAPI document see what the route promises. */
export type Route<C extends RouteContract = RouteContract> = {
  (request: Request, context: { params: Promise<Record<string, string | string[]>> }): Promise<Response>;
  readonly contract: C;
};

const UNSAFE = new Set(["POST", "PUT", "PATCH", "DELETE"]);
const DATA_HEADERS = { "cache-control": "private, no-store", vary: "Cookie", "x-content-type-options": "nosniff" };

/**
 * Makes a Next route handler of a contract and one function. In this order: who asks (401), did one of our pages ask
 * (403), is the input right (400, 413), the handler, and its answer or error as JSON with a request id. An answer
 * with a `revision` gets an ETag and may be answered by 304.
 */
export function defineRoute<const C extends RouteContract>(contract: C, handler: Handler<C>): Route<C> {
  const route = async (request: Request, context: { params: Promise<Record<string, string | string[]>> }) => {
    const current = runtime();
    const started = current.clock.monotonic();
    const requestId = request.headers.get("x-request-id") ?? newId(current.clock);
    const response = await answer(contract, handler, { request, context, current, requestId });
    const seconds = (current.clock.monotonic() - started) / 1000;
    current.metrics.observeRequest({ method: contract.method, route: contract.path, status: response.status, seconds });
    return response;
  };
  return Object.assign(route, { contract });
}

type Call = {
  request: Request;
  context: { params: Promise<Record<string, string | string[]>> };
  current: Runtime;
  requestId: string;
};

async function answer<C extends RouteContract>(contract: C, handler: Handler<C>, call: Call): Promise<Response> {
  try {
    const input = await readInput(contract, call);
    const result = await handler(input as RouteInput<C>);
    return toResponse(contract, result, call);
  } catch (error) {
    return toErrorResponse(error, contract, call);
  }
}

async function readInput(contract: RouteContract, { request, context, current, requestId }: Call): Promise<object> {
  if (!current.ready) throw failure("unavailable");
  const actor = contract.access === "public" ? undefined : await actorFromRequest(current, request.headers);
  if (contract.access !== "public" && !actor) throw failure("not_signed_in");
  if (UNSAFE.has(contract.method)) checkSameOrigin(request.headers, current.env.WHEELHOUSE_URL);
  const params = contract.params ? parseInput(contract.params, await context.params, "path") : undefined;
  const query = contract.query ? parseInput(contract.query, readQuery(request.url), "query") : undefined;
  const body = contract.body ? parseInput(contract.body, await readJsonBody(request), "body") : undefined;
  return { ctx: { runtime: current, actor, requestId, signal: request.signal }, params, query, body };
}

/** Repeated keys become arrays, so that a schema of one text refuses them. */
export function readQuery(url: string): Record<string, string | string[]> {
  const search = new URL(url, "http://localhost").searchParams;
  const entries = [...new Set(search.keys())].map((key) => {
    const values = search.getAll(key);
    return [key, values.length === 1 ? values[0] : values] as const;
  });
  return Object.fromEntries(entries.filter((entry): entry is [string, string | string[]] => entry[1] !== undefined));
}

function toResponse(contract: RouteContract, result: unknown, { request, current, requestId }: Call): Response {
  const status = contract.status ?? 200;
  const headers = new Headers({ ...DATA_HEADERS, "x-request-id": requestId });
  if (status === 204) return new Response(null, { status, headers });
  if (current.env.NODE_ENV !== "production") {
    checkResponse(contract, isSharedBody(result) ? JSON.parse(result.body.toString()) : result);
  }
  const revision = isSharedBody(result) ? result.revision : revisionOf(result);
  if (revision !== undefined) {
    const etag = `"${revision}"`;
    headers.set("etag", etag);
    if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  }
  headers.set("content-type", contract.mediaType ?? "application/json");
  const body = isSharedBody(result) ? new Uint8Array(result.body) : JSON.stringify(result);
  return new Response(body, { status, headers });
}

function revisionOf(result: unknown): string | undefined {
  if (!(result instanceof Object) || !("revision" in result)) return undefined;
  return typeof result.revision === "string" ? result.revision : undefined;
}

/** A route that answers other than it says is a bug: outside production it fails loudly. */
function checkResponse(contract: RouteContract, result: unknown): void {
  const checked = contract.response.safeParse(result);
  if (checked.success) return;
  const first = checked.error.issues[0];
  const where = `${contract.method} ${contract.path}: ${first?.path.join(".")}: ${first?.message}`;
  throw new Error(`The answer does not fit its schema. ${where}`);
}

function toErrorResponse(error: unknown, contract: RouteContract, { current, requestId }: Call): Response {
  const known = toFailure(error);
  const { status, body } = toProblem(known, requestId);
  const facts = { err: known.cause ?? known, requestId, route: contract.path, method: contract.method, status };
  if (status >= 500) current.log.error(facts, "request failed");
  else current.log.debug({ ...facts, err: undefined, code: known.code }, "request refused");
  const headers = { ...DATA_HEADERS, "x-request-id": requestId };
  return Response.json(body, { status, headers });
}
