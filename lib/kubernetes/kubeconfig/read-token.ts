import type { Checked } from "./check-pem.ts";

/**
 * Checks a bearer token. When it is a JWT (RFC 7519) its `exp` is read, unverified: that is the cluster's business.
 * Times are epoch milliseconds.
 */
export function readToken(token: string, now: number): Checked<{ token: string; notAfter: number | undefined }> {
  if (!/^[\x21-\x7e]{1,65536}$/.test(token))
    return { ok: false, rule: "must be one line of printable ASCII without spaces" };
  const notAfter = expiryOf(token);
  if (notAfter !== undefined && notAfter <= now) return { ok: false, rule: "must not be expired" };
  return { ok: true, value: { token, notAfter } };
}

function expiryOf(token: string): number | undefined {
  const parts = token.split(".");
  if (parts.length !== 3) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? "", "base64url").toString("utf8"));
    const exp = typeof claims === "object" && claims !== null && "exp" in claims ? claims.exp : undefined;
    return typeof exp === "number" && Number.isFinite(exp) ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}
