import type { IncomingMessage } from "node:http";
import { clientAddress } from "./client-address.ts";

/**
 * Headers that only we may say: identities, addresses and routing hints that a stranger could otherwise slip to the
 * framework behind us.
 */
const OURS =
  /^(x-forwarded-|x-middleware-|x-nextjs-|x-invoke-|x-matched-path|forwarded$|content-security-policy|x-nonce$|x-wheelhouse-path$|x-request-id$|impersonate-|x-remote-)/;

export type HeaderFacts = {
  readonly requestId: string;
  readonly publicUrl: string | undefined;
  readonly trustedProxies: readonly string[];
};

/** Removes those headers, then says who really asks, of which address, under which request id. */
export function prepareHeaders(request: IncomingMessage, facts: HeaderFacts): void {
  const { headers, socket } = request;
  const forwardedFor = headers["x-forwarded-for"];
  const client = clientAddress(socket.remoteAddress, forwardedFor?.toString(), facts.trustedProxies);
  for (const name of Object.keys(headers)) if (OURS.test(name)) delete headers[name];
  headers["x-request-id"] = facts.requestId;
  // Where a page sends people back to after they have signed in.
  headers["x-wheelhouse-path"] = request.url ?? "/";
  headers["x-forwarded-for"] = client;
  headers["x-forwarded-host"] = headers.host ?? "";
  headers["x-forwarded-proto"] = facts.publicUrl?.startsWith("https:") ? "https" : "http";
}
