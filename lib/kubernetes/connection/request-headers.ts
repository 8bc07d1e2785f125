import { badField } from "#lib/core/errors";
import type { Impersonation, KubeRequest } from "../types/connection.ts";

/** Printable ASCII: nothing that could end a header line. */
const HEADER_VALUE = /^[\x20-\x7e]{1,4096}$/;
const IDENTITY = /^(?!\s)[\x20-\x2b\x2d-\x7e]{1,512}(?<!\s)$/;

/**
 * Builds the outgoing headers from an allow-list; nothing is copied from elsewhere. The identity comes last.
 * @throws bad_input when a value could break out of its header or impersonates a system identity
 */
export function requestHeaders(
  request: KubeRequest,
  token: string | undefined,
  options: { gzip: boolean },
): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {
    accept: headerValue("accept", request.accept ?? "application/json"),
    "user-agent": "wheelhouse",
  };
  if (options.gzip) headers["accept-encoding"] = "gzip";
  if (request.body !== undefined) {
    headers["content-type"] = headerValue("contentType", request.contentType ?? "application/json");
  }
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  return { ...headers, ...impersonationHeaders(request.impersonate) };
}

function headerValue(field: string, value: string): string {
  if (!HEADER_VALUE.test(value)) throw badField(field, "must be printable ASCII on one line");
  return value;
}

function impersonationHeaders(identity: Impersonation | undefined): Record<string, string | string[]> {
  if (identity === undefined) return {};
  for (const name of [identity.user, ...identity.groups]) checkIdentity(name);
  const headers: Record<string, string | string[]> = { "impersonate-user": identity.user };
  if (identity.groups.length > 0) headers["impersonate-group"] = [...identity.groups];
  return headers;
}

/** A comma would read as two values after a proxy joins headers; `system:` names belong to the cluster itself. */
function checkIdentity(name: string): void {
  if (!IDENTITY.test(name)) throw badField("impersonate", "must be printable ASCII without commas");
  if (name.toLowerCase().startsWith("system:")) throw badField("impersonate", "must not be a system: name");
}
