import type { Env } from "#lib/core/env";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * What is wrong with the public address in production, in one sentence, or undefined. It is no reason not to start: a
 * closed network may be protected otherwise.
 */
export function checkPublicUrl(env: Pick<Env, "NODE_ENV" | "WHEELHOUSE_URL">): string | undefined {
  if (env.NODE_ENV !== "production" || env.WHEELHOUSE_URL === undefined) return undefined;
  const url = new URL(env.WHEELHOUSE_URL);
  if (url.protocol === "https:" || LOOPBACK.test(url.hostname)) return undefined;
  return "WHEELHOUSE_URL is http: passwords and session cookies travel unprotected. Where TLS ends in front of Wheelhouse, set the https address that people open, for example https://portal.example.com.";
}
