/** The headers of a request, in the shape of the web or of Node. */
export type RequestHeaders = Headers | { readonly [name: string]: string | readonly string[] | undefined };

/** One header as text; several of the same name are joined as HTTP does. */
export function readHeader(headers: RequestHeaders, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  if (isWebHeaders(headers)) return headers.get(name) ?? undefined;
  const value = headers[name];
  return typeof value === "string" ? value : value?.join(name === "cookie" ? "; " : ", ");
}

/** Where a request comes from: the server in front of us has written it down, whatever the client said. */
export function addressOf(headers: RequestHeaders): string {
  return readHeader(headers, "x-forwarded-for")?.split(",").at(-1)?.trim() ?? "unknown";
}

/** Headers made by another copy of the class. */
function isWebHeaders(headers: object): headers is Headers {
  return "get" in headers && typeof headers.get === "function";
}

/**
 * One cookie. The first of a name counts; broken ones are passed over, never thrown.
 * @see RFC 6265, section 4.2.1
 */
export function readCookie(headers: RequestHeaders, name: string): string | undefined {
  for (const part of (readHeader(headers, "cookie") ?? "").split(";")) {
    const equals = part.indexOf("=");
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return undefined;
}
