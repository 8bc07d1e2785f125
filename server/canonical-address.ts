import type { IncomingMessage } from "node:http";

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * Where somebody belongs who opens a portal of this machine by another of the machine's own names: `127.0.0.1:3000` for
 * `localhost:3000`. Only reading is sent there, only between names that no DNS decides, and only on the same port:
 * another one may be forwarded from elsewhere.
 * @returns an absolute URL, undefined for everybody else
 */
export function canonicalAddress(
  { method, url, headers: { host = "" } }: IncomingMessage,
  publicUrl: string | undefined,
): string | undefined {
  if (publicUrl === undefined || (method !== "GET" && method !== "HEAD")) return undefined;
  const own = new URL(publicUrl);
  const named = LOOPBACK.exec(host);
  const isSame = (named?.[2] ?? "") === (own.port && `:${own.port}`);
  return named && LOOPBACK.test(own.host) && isSame ? `${own.origin}${url}` : undefined;
}
