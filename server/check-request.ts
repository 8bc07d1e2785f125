import type { IncomingMessage } from "node:http";

/** Why a request is refused before anything looks at it. */
export type Refusal = { readonly status: 400 | 404 | 405 | 414; readonly message: string };

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);
const MAX_TARGET_LENGTH = 8 * 1024;
const PRINTABLE = /^[\x21-\x7e]+$/;

/** Headers by which a Kubernetes API server is told who somebody is. */
const IDENTITY = /^(impersonate-|x-remote-)/;

/**
 * Refuses requests that no page of ours makes: absolute-form targets, other methods, paths that do not decode or
 * climb, more than one Host, headers that claim an identity towards a cluster. They must not reach code that might
 * understand them differently.
 */
export function checkRequest(request: IncomingMessage): Refusal | undefined {
  const target = request.url ?? "";
  if (!METHODS.has(request.method ?? "")) return { status: 405, message: "This method is not supported." };
  if (target.length > MAX_TARGET_LENGTH) return { status: 414, message: "The address is too long." };
  if (!target.startsWith("/") || target.startsWith("//") || !PRINTABLE.test(target) || target.includes("\\")) {
    return { status: 400, message: "The address is not valid." };
  }
  if (!decodes(target)) return { status: 400, message: "The address is not valid." };
  if (countHosts(request.rawHeaders) !== 1) return { status: 400, message: "Exactly one Host is needed." };
  if (Object.keys(request.headers).some((name) => IDENTITY.test(name))) {
    return { status: 400, message: "Headers that claim an identity (Impersonate-*, X-Remote-*) are not accepted." };
  }
  // There are no server actions; their decoder of request bodies stays unreachable.
  if (request.headers["next-action"] !== undefined) return { status: 404, message: "There is no such action." };
  return undefined;
}

function decodes(target: string): boolean {
  try {
    const path = decodeURIComponent(target.split("?")[0] ?? "");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    return !/[\x00-\x1f\x7f\\]|\/\.\.?(\/|$)/.test(path);
  } catch {
    return false;
  }
}

function countHosts(rawHeaders: readonly string[]): number {
  return rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host").length;
}
