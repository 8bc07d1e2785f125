import * as nextAuthModule from "next-auth";
import { failure, toProblem } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { readLimitedText } from "#lib/http/read-limited-text";
import { toFailure } from "#lib/http/to-failure";
import type { Runtime } from "#lib/runtime";
import { authOptions } from "./auth-options.ts";
import { endSession } from "./end-session.ts";
import { readCookie } from "./read-cookie.ts";
import { sessionCookie } from "./session-cookie.ts";
import { readSessionToken } from "./session-token.ts";

type NextAuthFunction = (request: object, response: object, options: object) => Promise<void>;

/** next-auth is CommonJS: some loaders give the function, others an object with it as `default`, once or twice. */
function nextAuth(): NextAuthFunction {
  const value = nextAuthModule.default as unknown as NextAuthFunction | { default: NextAuthFunction };
  return typeof value === "function" ? value : value.default;
}

/** What next-auth's handlers for Node ask of a response. */
type Collected = { status: number; headers: Headers; body: string | undefined };

const BASE_PATH = "/api/auth/";
const MAX_BODY = 16 * 1024;
/** What the portal's own pages ask for. Whatever else next-auth could do, such as writing to our log, is not there. */
const ASKED = new Set(["GET csrf", "POST callback/local", "POST signout"]);

/**
 * Answers `/api/auth/`: sign-in (`POST callback/local`), `POST signout`, `csrf`; 404 else.
 * The session cookie's old session ends when a new one starts. Redirects stay on this portal.
 */
export async function handleAuth(runtime: Runtime, request: Request): Promise<Response> {
  try {
    return await answer(runtime, request);
  } catch (error) {
    const requestId = request.headers.get("x-request-id") ?? newId();
    const known = toFailure(error);
    const { status, body } = toProblem(known, requestId);
    if (status >= 500) runtime.log.error({ err: known.cause ?? known, requestId }, "an authentication request failed");
    return Response.json(body, { status, headers: { "cache-control": "private, no-store" } });
  }
}

async function answer(runtime: Runtime, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const action = url.pathname.slice(BASE_PATH.length);
  if (!ASKED.has(`${request.method} ${action}`)) throw failure("not_found");
  const origin = originOf(runtime, request);
  if (request.method === "POST" && !isSameOrigin(request.headers, origin)) throw failure("forbidden");
  const body = request.method === "POST" ? await readForm(request) : {};
  const collected: Collected = { status: 200, headers: new Headers(), body: undefined };
  const asked = {
    method: request.method,
    query: { ...Object.fromEntries(url.searchParams), nextauth: action.split("/") },
    body,
    cookies: cookiesOf(request.headers),
    headers: Object.fromEntries(request.headers),
  };
  // next-auth would log why a session could not be ended, and clear the cookie of a session that lives on.
  let failed: unknown;
  const onSignOutFailure = (error: unknown) => {
    failed = error;
  };
  await nextAuth()(asked, collector(collected), authOptions(runtime, { origin, onSignOutFailure }));
  if (failed !== undefined) {
    throw failure("unavailable", "You are still signed in: the session could not be ended. Try again.", {
      cause: failed,
    });
  }
  await endReplacedSession(runtime, request.headers, collected.headers);
  return toResponse(collected, origin);
}

function originOf(runtime: Runtime, request: Request): string {
  const own = runtime.env.WHEELHOUSE_URL;
  if (own) return new URL(own).origin;
  const host = request.headers.get("host");
  return host ? `http://${host}` : new URL(request.url).origin;
}

function isSameOrigin(headers: Headers, origin: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const from = headers.get("origin");
  return from === null || from === origin;
}

async function readForm(request: Request): Promise<Record<string, string>> {
  const text = await readLimitedText(request, MAX_BODY);
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("application/json")) return Object.fromEntries(new URLSearchParams(text));
  try {
    const value: unknown = JSON.parse(text);
    const entries = Object.entries(value instanceof Object ? value : {});
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  } catch {
    throw failure("bad_input", "The body is not valid JSON.");
  }
}

function cookiesOf(headers: Headers): Record<string, string> {
  const names = (headers.get("cookie") ?? "").split(";").map((part) => part.split("=", 1)[0]?.trim() ?? "");
  const pairs = names.filter((name) => name !== "").map((name) => [name, decode(readCookie(headers, name) ?? "")]);
  return Object.fromEntries(pairs);
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}

function collector(collected: Collected) {
  const response = {
    status: (status: number) => {
      collected.status = status;
      return response;
    },
    getHeader: (name: string) => (name.toLowerCase() === "set-cookie" ? collected.headers.getSetCookie() : undefined),
    setHeader: (name: string, value: string | readonly string[]) => {
      collected.headers.delete(name);
      for (const item of typeof value === "string" ? [value] : value) collected.headers.append(name, item);
      return response;
    },
    json: (value: unknown) => {
      collected.headers.set("content-type", "application/json");
      collected.body = JSON.stringify(value);
    },
    send: (value: unknown) => {
      collected.body = typeof value === "string" ? value : JSON.stringify(value);
      if (typeof value !== "string") collected.headers.set("content-type", "application/json");
    },
    end: () => {},
  };
  return response;
}

/** Whoever signs in again in the same browser leaves no second session behind. */
async function endReplacedSession(runtime: Runtime, asked: Headers, answered: Headers): Promise<void> {
  const { name } = sessionCookie(runtime.env);
  const before = readCookie(asked, name);
  const set = answered.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`));
  if (!before || !set) return;
  const after = set.slice(name.length + 1).split(";", 1)[0] ?? "";
  const secret = runtime.env.WHEELHOUSE_SESSION_SECRET;
  const oldId = await readSessionToken(decode(before), secret);
  const newSessionId = after === "" ? undefined : await readSessionToken(decode(after), secret);
  if (oldId && newSessionId && oldId !== newSessionId) {
    await endSession(runtime, { sessionId: oldId, action: "session.replace" });
  }
}

/** next-auth builds addresses from its own idea of the origin; only their paths are taken. */
function toResponse({ status, headers, body }: Collected, origin: string): Response {
  headers.set("cache-control", "private, no-store");
  headers.set("x-content-type-options", "nosniff");
  const location = headers.get("location");
  if (location) headers.set("location", onOrigin(location, origin));
  return new Response(body === undefined ? null : rewriteUrl(body, origin), { status, headers });
}

function rewriteUrl(body: string, origin: string): string {
  try {
    const value: unknown = JSON.parse(body);
    if (!(value instanceof Object) || !("url" in value) || typeof value.url !== "string") return body;
    return JSON.stringify({ ...value, url: onOrigin(value.url, origin) });
  } catch {
    return body;
  }
}

function onOrigin(address: string, origin: string): string {
  const url = new URL(address, origin);
  return `${origin}${url.pathname}${url.search}`;
}
