import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * The one style element that a library (sonner) inserts without a nonce, by the SHA-256 of its text, and the empty
 * text it has for a moment. A test compares this with the installed version.
 */
export const LIBRARY_STYLES = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
];

export type HeaderOptions = { readonly dev: boolean; readonly https: boolean };

/**
 * The Content-Security-Policy of a page. Nothing from another origin; scripts and style elements only with this
 * request's nonce. Style *attributes* are allowed: the server renders the lengths of bars and the places of virtual
 * rows as `style="…"`, for which there is no nonce; an attribute cannot load or run anything under this policy.
 */
export function contentSecurityPolicy(nonce: string, { dev, https }: HeaderOptions): string {
  // The development server evaluates code for its stack traces, inserts styles for reloading and talks by WebSocket.
  const directives = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}' ${LIBRARY_STYLES.join(" ")}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws: wss:" : ""}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ];
  return directives.join("; ");
}

/**
 * Sets the security headers of an answer. The policy also goes to the request headers, where Next looks for the nonce
 * of the scripts it renders.
 */
export function setSecurityHeaders(request: IncomingMessage, response: ServerResponse, options: HeaderOptions): void {
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, options);
  request.headers["content-security-policy"] = policy;
  request.headers["x-nonce"] = nonce;
  response.setHeader("content-security-policy", policy);
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("referrer-policy", "same-origin");
  response.setHeader("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  response.setHeader("cross-origin-opener-policy", "same-origin");
  response.setHeader("cross-origin-resource-policy", "same-origin");
  response.setHeader("x-frame-options", "DENY");
  response.removeHeader("x-powered-by");
  if (options.https) response.setHeader("strict-transport-security", "max-age=31536000");
}
