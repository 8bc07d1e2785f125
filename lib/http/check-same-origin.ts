import { failure } from "#lib/core/errors";

/** Browsers send a header of our own only from our own pages: anything else needs a CORS preflight, which we refuse. */
export const CSRF_HEADER = "x-wheelhouse";

/**
 * Refuses an unsafe request that another site may have caused: our header must be there, `Sec-Fetch-Site` and `Origin`
 * must be ours where the client sends them.
 * @param ownOrigin the portal's public origin, or undefined to take it from the (already checked) `Host`
 * @throws `forbidden`
 */
export function checkSameOrigin(headers: Headers, ownOrigin: string | undefined): void {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if (site !== null && site !== "same-origin") throw refused();
  if (origin !== null && !isOwn(origin, headers.get("host"), ownOrigin)) throw refused();
  if (headers.get(CSRF_HEADER) === null) throw refused();
}

function isOwn(origin: string, host: string | null, ownOrigin: string | undefined): boolean {
  if (ownOrigin !== undefined) return origin === new URL(ownOrigin).origin;
  return origin === `http://${host}` || origin === `https://${host}`;
}

function refused() {
  return failure("forbidden", "This request did not come from a page of Wheelhouse.");
}
