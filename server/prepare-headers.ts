import type { IncomingMessage } from "node:http";

/**
 * Headers that only we may say: identities, addresses and routing hints that a stranger could otherwise slip to the
 * framework behind us.
 */
const OURS =
  /^(x-forwarded-|x-middleware-|x-nextjs-|x-invoke-|x-matched-path|forwarded$|content-security-policy|x-nonce$|x-wheelhouse-path$|x-request-id$|impersonate-|x-remote-)/;

/** Removes those headers, then says who really asks, of which address, under which request id. */
export function prepareHeaders(
  request: IncomingMessage,
  facts: { readonly requestId: string; readonly publicUrl: string | undefined },
): void {
  for (const name of Object.keys(request.headers)) if (OURS.test(name)) delete request.headers[name];
  request.headers["x-request-id"] = facts.requestId;
  // Where a page sends people back to after they have signed in.
  request.headers["x-wheelhouse-path"] = request.url ?? "/";
  request.headers["x-forwarded-for"] = request.socket.remoteAddress ?? "";
  request.headers["x-forwarded-host"] = request.headers.host ?? "";
  request.headers["x-forwarded-proto"] = facts.publicUrl?.startsWith("https:") ? "https" : "http";
}
