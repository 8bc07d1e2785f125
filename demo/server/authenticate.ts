import { userOfToken } from "../pki/service-account-token.ts";
import { ANONYMOUS, type User } from "../rbac/user.ts";
import { apiErrors } from "../registry/api-error.ts";
import type { Exchange } from "./exchange.ts";

export type Authenticator = { tokenKey: string; tokens: ReadonlyMap<string, User>; nowSeconds: () => number };

function userOfCertificate({ socket }: Exchange): User | undefined {
  if (!socket?.authorized) return undefined;
  const { subject } = socket.getPeerCertificate();
  const name = [subject?.CN].flat()[0];
  if (!name) return undefined;
  const organisations = [subject?.O ?? []].flat();
  return { name, groups: [...organisations, "system:authenticated"], extra: {} };
}

/** Who sends a request: bearer token first, then client certificate, else anonymous. Throws 401 for a bad token. */
export function authenticate(exchange: Exchange, { tokenKey, tokens, nowSeconds }: Authenticator): User {
  const header = exchange.header("authorization");
  if (header !== "") {
    const token = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
    const user = token === undefined ? undefined : (tokens.get(token) ?? userOfToken(tokenKey, token, nowSeconds()));
    if (!user) throw apiErrors.unauthorized();
    return user;
  }
  return userOfCertificate(exchange) ?? ANONYMOUS;
}
