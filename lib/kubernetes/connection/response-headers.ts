/**
 * What may pass from a cluster to the rest of Wheelhouse. A cluster is not trusted: its cookies, redirects and browser
 * directives end here.
 */
const ALLOWED = ["content-type", "date", "etag", "retry-after", "audit-id", "warning"];

/** One value per header name; pseudo headers are left out. */
export function flatHeaders(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name.startsWith(":")) continue;
    flat[name] = Array.isArray(value) ? value.join(", ") : String(value);
  }
  return flat;
}

/** The headers of the allow-list. */
export function allowedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const allowed: Record<string, string> = {};
  for (const name of ALLOWED) {
    const value = headers[name];
    if (value !== undefined) allowed[name] = value;
  }
  return allowed;
}
