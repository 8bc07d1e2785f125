import type { z } from "zod";
import type { Actor } from "#lib/access/types";
import { actorFromRequest } from "#lib/auth/actor-from-request";
import type { Context } from "#lib/context";
import { failure, type Problem, toProblem } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { type Runtime, runtime } from "#lib/runtime";
import { acceptsLines, answerLines } from "./answer-lines.ts";
import { BACKGROUND } from "./api-client.ts";
import { checkSameOrigin } from "./check-same-origin.ts";
import type { BodyOf, ParamsOf, QueryOf, ReportOf, ResponseOf, RouteContract } from "./contract.ts";
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
  readonly report: ReportOf<C>;
  /** What the few routes of signing in need of HTTP itself. */
  readonly http: { readonly headers: Headers; readonly setCookie: (cookie: string) => void };
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
 * (403), how often (429), is the input right (400, 413), the handler, and its answer or error as JSON with a request
 * id. An answer with a `revision` gets an ETag and may be answered by 304. `ctx.signal` aborts when the caller goes
 * away.
 */
export function defineRoute<const C extends RouteContract>(contract: C, handler: Handler<C>): Route<C> {
  const route = async (request: Request, context: { params: Promise<Record<string, string | string[]>> }) => {
    const current = runtime();
    const started = current.clock.monotonic();
    const requestId = request.headers.get("x-request-id") ?? newId(current.clock);
    const count = (status: number) => {
      const seconds = (current.clock.monotonic() - started) / 1000;
      current.metrics.observeRequest({ method: contract.method, route: contract.path, status, seconds });
    };
    const headers = new Headers({ ...DATA_HEADERS, "x-request-id": requestId });
    return await answer(contract, handler, {
      request,
      context,
      current,
      requestId,
      headers,
      count,
      gone: goneOf(request),
    });
  };
  return Object.assign(route, { contract });
}

type Call = {
  request: Request;
  context: { params: Promise<Record<string, string | string[]>> };
  current: Runtime;
  requestId: string;
  /** Of the answer. */
  headers: Headers;
  /** Called once, when the answer is whole. */
  count: (status: number) => void;
  /** Aborts when nobody waits for the answer any more. */
  gone: AbortController;
};

function goneOf({ signal }: Request): AbortController {
  const gone = new AbortController();
  const leave = () => gone.abort(failure("client_closed"));
  if (signal.aborted) leave();
  else signal.addEventListener("abort", leave, { once: true });
  return gone;
}

async function answer<C extends RouteContract>(contract: C, handler: Handler<C>, call: Call): Promise<Response> {
  try {
    const input = await readInput(contract, call);
    if (contract.progress && acceptsLines(call.request.headers)) return await inLines(contract, handler, input, call);
    const report = contract.progress && (() => undefined);
    const result = await handler({ ...input, report } as RouteInput<C>);
    const response = toResponse(contract, result, call);
    call.count(response.status);
    return response;
  } catch (error) {
    const { status, body } = explain(error, contract, call);
    call.count(status);
    return Response.json(body, { status, headers: call.headers });
  }
}

/** The same handler, heard while it works. */
function inLines<C extends RouteContract>(
  contract: C,
  handler: Handler<C>,
  input: object,
  call: Call,
): Promise<Response> {
  const checked = (schema: z.ZodType | undefined, value: unknown) => {
    if (schema && call.current.env.NODE_ENV !== "production") checkAnswer(contract, schema, value);
    return value;
  };
  return answerLines({
    headers: call.headers,
    gone: call.gone,
    work: async (send) => {
      const report = (progress: unknown) => send(checked(contract.progress, progress));
      return checked(contract.response, await handler({ ...input, report } as RouteInput<C>));
    },
    explain: (error) => explain(error, contract, call).body.error,
    onEnd: () => call.count(200),
  });
}

/** What a page asks for by itself keeps no session alive: being open is not being used. */
function actorOf(current: Runtime, { headers }: Request): Promise<Actor | undefined> {
  return actorFromRequest(current, headers, { touch: headers.get(BACKGROUND) === null });
}

async function readInput(contract: RouteContract, call: Call): Promise<object> {
  const { request, context, current, requestId, headers, gone } = call;
  if (!current.ready) throw failure("unavailable");
  const actor = contract.access === "public" ? undefined : await actorOf(current, request);
  if (contract.access !== "public" && !actor) throw failure("not_signed_in");
  if (UNSAFE.has(contract.method)) {
    checkSameOrigin(request.headers, current.env.WHEELHOUSE_URL);
    if (actor) await countWrite(call, actor.userId);
  }
  const params = contract.params ? parseInput(contract.params, await context.params, "path") : undefined;
  const query = contract.query ? parseInput(contract.query, readQuery(request.url), "query") : undefined;
  const body = contract.body ? parseInput(contract.body, await readJsonBody(request), "body") : undefined;
  const http = { headers: request.headers, setCookie: (cookie: string) => headers.append("set-cookie", cookie) };
  return { ctx: { runtime: current, actor, requestId, signal: gone.signal }, params, query, body, http };
}

/** @throws `too_many_requests`, with the header that says when to come back */
async function countWrite({ current, headers }: Call, userId: string): Promise<void> {
  const seconds = await current.writeLimit?.begin(userId);
  if (seconds === undefined) return;
  headers.set("retry-after", `${seconds}`);
  throw failure("too_many_requests", `Too many changes within a minute. Try again in ${seconds} seconds.`);
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

function toResponse(contract: RouteContract, result: unknown, { request, current, headers }: Call): Response {
  const status = contract.status ?? 200;
  if (status === 204) return new Response(null, { status, headers });
  if (current.env.NODE_ENV !== "production") {
    checkAnswer(contract, contract.response, isSharedBody(result) ? JSON.parse(result.body.toString()) : result);
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
function checkAnswer(contract: RouteContract, schema: z.ZodType, value: unknown): void {
  const checked = schema.safeParse(value);
  if (checked.success) return;
  const first = checked.error.issues[0];
  const where = `${contract.method} ${contract.path}: ${first?.path.join(".")}: ${first?.message}`;
  throw new Error(`The answer does not fit its schema. ${where}`);
}

/** What to say about an error, which is logged. */
function explain(
  error: unknown,
  contract: RouteContract,
  { current, requestId }: Call,
): { status: number; body: Problem } {
  const known = toFailure(error);
  const problem = toProblem(known, requestId);
  const { status } = problem;
  const facts = { err: known.cause ?? known, requestId, route: contract.path, method: contract.method, status };
  if (status >= 500) current.log.error(facts, "request failed");
  else current.log.debug({ ...facts, err: undefined, code: known.code }, "request refused");
  return problem;
}
