import type { Actor } from "#lib/access/types";
import type { Runtime } from "#lib/runtime";
import { findSession } from "./find-session.ts";
import { type RequestHeaders, readCookie, readHeader } from "./read-cookie.ts";
import { sessionCookie } from "./session-cookie.ts";
import { readSessionToken } from "./session-token.ts";

export type AuthRuntime = Pick<Runtime, "db" | "clock" | "log" | "env">;

/**
 * Who sends a request: for route handlers, server components (`await headers()`) and Node's own requests alike.
 * @param options.touch false for streams: being open is not being used.
 * @returns undefined for nobody: no cookie, a broken, foreign or old one, a session that ended, a suspended person, or
 * a bearer token (there are none yet).
 * @throws `unavailable` when the database does not answer.
 */
export async function actorFromRequest(
  runtime: AuthRuntime,
  headers: RequestHeaders,
  options: { readonly touch?: boolean } = {},
): Promise<Actor | undefined> {
  if (/^bearer\b/i.test(readHeader(headers, "authorization") ?? "")) return undefined;
  const cookie = readCookie(headers, sessionCookie(runtime.env).name);
  if (!cookie) return undefined;
  const sessionId = await readSessionToken(cookie, runtime.env.WHEELHOUSE_SESSION_SECRET);
  return sessionId === undefined ? undefined : await findSession(runtime, sessionId, options.touch ?? true);
}
